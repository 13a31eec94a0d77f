// SPDX-License-Identifier: MIT
// What an attempt to use a network found out, as codes. Their words live in locales/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

enum class FindingCode {
    // ok
    connected,  ///< detail: host:port
    logged_in,  ///< detail: account
    registered, ///< detail: nick
    joined,     ///< detail: channel
    // problems
    no_server_configured,
    dns_failed,           ///< detail: host
    connect_refused,      ///< detail: host:port
    connect_timeout,      ///< detail: host:port
    connect_failed,       ///< detail: host:port and the system's reason
    ca_file_unreadable,   ///< detail: path
    tls_untrusted,        ///< detail: OpenSSL's reason
    tls_name_mismatch,    ///< detail: the name we asked for
    tls_pin_mismatch,     ///< detail: the fingerprint that was shown
    tls_failed,           ///< detail: OpenSSL's reason; often a plain port
    connection_closed,    ///< detail: the server's last words
    sasl_not_offered,     ///< services are away, or the network has none
    sasl_no_mechanism,    ///< detail: what is offered instead of PLAIN
    sasl_needs_tls,       ///< a password is configured for a link without TLS
    sasl_failed,          ///< detail: numeric and the server's words
    nick_taken,           ///< detail: the nick we use instead
    nick_refused,         ///< detail: the last nick tried
    join_refused,         ///< detail: channel, numeric and the server's words
    join_unanswered,      ///< detail: channel
    registration_timeout, ///< the server never said 001
    ping_timeout,         ///< the server went silent
    no_accounts,          ///< people cannot prove who they are here
    no_message_tags,      ///< no delivery proof, no message ids
    unencrypted,          ///< the link has no TLS
};

struct Finding {
    FindingCode code;
    std::string detail;
    bool operator==(const Finding&) const = default;
};

/// The enumerator's name, for logs and as the end of a locale key.
[[nodiscard]] std::string_view name_of(FindingCode code);

enum class Severity { ok, note, problem };
/// `note`: works, but the operator should know. `problem`: something does not work.
[[nodiscard]] Severity severity_of(FindingCode code);

} // namespace peerdesk::irc
