// SPDX-License-Identifier: MIT
#include "adapters/matrix/findings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace peerdesk::matrix {
namespace {

using enum FindingCode;
using enum Severity;

struct Row {
    FindingCode code;
    std::string_view name;
    Severity severity;
};

constexpr std::array rows{
    Row{connected, "connected", ok},
    Row{logged_in, "logged_in", ok},
    Row{joined, "joined", ok},
    Row{knocked, "knocked", note},
    Row{new_device, "new_device", note},
    Row{token_unreadable, "token_unreadable", note},
    Row{rate_limited, "rate_limited", note},
    Row{inbox_full, "inbox_full", note},
    Row{unencrypted, "unencrypted", note},
    Row{plain_http_refused, "plain_http_refused", problem},
    Row{dns_failed, "dns_failed", problem},
    Row{connect_refused, "connect_refused", problem},
    Row{connect_timeout, "connect_timeout", problem},
    Row{connect_failed, "connect_failed", problem},
    Row{ca_file_unreadable, "ca_file_unreadable", problem},
    Row{tls_untrusted, "tls_untrusted", problem},
    Row{tls_name_mismatch, "tls_name_mismatch", problem},
    Row{tls_pin_mismatch, "tls_pin_mismatch", problem},
    Row{tls_failed, "tls_failed", problem},
    Row{no_homeserver, "no_homeserver", problem},
    Row{server_error, "server_error", problem},
    Row{answer_unreadable, "answer_unreadable", problem},
    Row{answer_too_large, "answer_too_large", problem},
    Row{too_old, "too_old", problem},
    Row{token_refused, "token_refused", problem},
    Row{password_refused, "password_refused", problem},
    Row{password_not_offered, "password_not_offered", problem},
    Row{login_refused, "login_refused", problem},
    Row{device_changed, "device_changed", problem},
    Row{other_user, "other_user", problem},
    Row{cannot_join, "cannot_join", problem},
    Row{room_elsewhere, "room_elsewhere", problem},
    Row{cannot_write, "cannot_write", problem},
    Row{room_encrypted, "room_encrypted", problem},
    Row{gap_too_long, "gap_too_long", problem},
};

/// Each code stands at its own number, so that none is missing.
constexpr bool is_in_order() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].code) != i) return false;
    }
    return true;
}
static_assert(is_in_order());
static_assert(rows.back().code == gap_too_long, "a row for each code");

const Row& row_of(FindingCode code) {
    return rows[std::min(static_cast<std::size_t>(code), rows.size() - 1)];
}

} // namespace

std::string_view name_of(FindingCode code) {
    return row_of(code).name;
}

Severity severity_of(FindingCode code) {
    return row_of(code).severity;
}

} // namespace peerdesk::matrix
