// SPDX-License-Identifier: MIT
// What an attempt to use the Bot API found out, as codes. Their words live in locales/.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::telegram {

enum class FindingCode {
    // ok
    connected,  ///< detail: the server's address
    logged_in,  ///< detail: our "@name" and id
    room_found, ///< detail: room
    // notes
    privacy_mode,    ///< detail: room; we hear only what is said to us there
    no_topics,       ///< detail: room; a forum in which we may not manage topics
    rate_limited,    ///< detail: how long the server makes us wait, e.g. "35 s"
    ambiguous_sends, ///< detail: how many sends may have arrived without an answer, ever
    webhook_removed, ///< one was set, from before; detail: the server's words
    unencrypted,     ///< the link has no TLS
    // problems: the way there
    plain_http_refused, ///< detail: the address; http without allow_plain_http
    dns_failed,         ///< detail: host
    connect_refused,    ///< detail: address
    connect_timeout,    ///< detail: address
    connect_failed,     ///< detail: address and the system's reason
    ca_file_unreadable, ///< detail: path
    tls_untrusted,      ///< detail: OpenSSL's reason
    tls_name_mismatch,  ///< detail: address
    tls_failed,         ///< detail: OpenSSL's reason; often a plain port
    no_bot_api,         ///< what answers there speaks no Bot API; detail: address
    server_error,       ///< detail: the server's words
    answer_unreadable,  ///< detail: what was asked for
    answer_too_large,   ///< detail: what was asked for
    // problems: the bot
    token_refused,     ///< detail: the server's words
    other_bot,         ///< the token belongs to another bot than before; detail: both ids
    another_copy_runs, ///< somebody else asks for our updates; detail: the server's words
    commands_refused,  ///< detail: scope, language and the server's words
    // problems: what was said
    away_too_long,     ///< detail: hours away; the server keeps 24
    update_unreadable, ///< detail: the update's id and what is wrong with it
    // problems: rooms
    room_not_found, ///< detail: room and the server's words
    cannot_write,   ///< detail: room and what we are there
};

struct Finding {
    FindingCode code;
    std::string detail; ///< holds no secret
    bool operator==(const Finding&) const = default;
};

/// The enumerator's name, for logs and as the end of a locale key.
[[nodiscard]] std::string_view name_of(FindingCode code);

enum class Severity { ok, note, problem };
/// `note`: works, but the operator should know. `problem`: something does not work.
[[nodiscard]] Severity severity_of(FindingCode code);

} // namespace peerdesk::telegram
