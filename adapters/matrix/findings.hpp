// SPDX-License-Identifier: MIT
// What an attempt to use a homeserver found out, as codes. Their words live in locales/.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::matrix {

enum class FindingCode {
    // ok
    connected, ///< detail: the homeserver's address
    logged_in, ///< detail: our Matrix id
    joined,    ///< detail: room
    // notes
    knocked,          ///< detail: room; somebody there must let us in
    new_device,       ///< the server ended our session; detail: the device we have now
    token_unreadable, ///< the stored token was sealed with another key file; we log in again
    rate_limited,     ///< detail: how long the server makes us wait, e.g. "3519 ms"
    inbox_full,       ///< we read no further until the desk has taken what we have
    unencrypted,      ///< the link has no TLS
    // problems: the way there
    plain_http_refused, ///< detail: the address; http without allow_plain_http
    dns_failed,         ///< detail: host
    connect_refused,    ///< detail: address
    connect_timeout,    ///< detail: address
    connect_failed,     ///< detail: address and the system's reason
    ca_file_unreadable, ///< detail: path
    tls_untrusted,      ///< detail: OpenSSL's reason
    tls_name_mismatch,  ///< detail: address
    tls_pin_mismatch,   ///< detail: the fingerprint that was shown
    tls_failed,         ///< detail: OpenSSL's reason; often a plain port
    no_homeserver,      ///< what answers there speaks no Matrix; detail: address
    server_error,       ///< detail: status and the server's words
    answer_unreadable,  ///< detail: what was asked for
    answer_too_large,   ///< detail: what was asked for
    too_old,            ///< detail: the versions it speaks
    // problems: the account
    token_refused,        ///< detail: the server's words
    password_refused,     ///< detail: the server's words
    password_not_offered, ///< the server lets nobody in by password
    login_refused,        ///< any other refusal; detail: code and the server's words
    device_changed,       ///< the token belongs to another device; detail: that device
    other_user,           ///< the token belongs to another account; detail: that account
    // problems: rooms
    cannot_join,    ///< detail: room and the server's words
    room_elsewhere, ///< detail: room and the id its name leads to now; we follow nobody there
    cannot_write,   ///< detail: room; our power does not suffice
    room_encrypted, ///< detail: room; we write nothing there
    gap_too_long,   ///< detail: room; older messages were left out
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

} // namespace peerdesk::matrix
