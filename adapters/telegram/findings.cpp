// SPDX-License-Identifier: MIT
#include "adapters/telegram/findings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace peerdesk::telegram {
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
    Row{room_found, "room_found", ok},
    Row{privacy_mode, "privacy_mode", note},
    Row{no_topics, "no_topics", note},
    Row{rate_limited, "rate_limited", note},
    Row{ambiguous_sends, "ambiguous_sends", note},
    Row{webhook_removed, "webhook_removed", note},
    Row{unencrypted, "unencrypted", note},
    Row{plain_http_refused, "plain_http_refused", problem},
    Row{dns_failed, "dns_failed", problem},
    Row{connect_refused, "connect_refused", problem},
    Row{connect_timeout, "connect_timeout", problem},
    Row{connect_failed, "connect_failed", problem},
    Row{ca_file_unreadable, "ca_file_unreadable", problem},
    Row{tls_untrusted, "tls_untrusted", problem},
    Row{tls_name_mismatch, "tls_name_mismatch", problem},
    Row{tls_failed, "tls_failed", problem},
    Row{no_bot_api, "no_bot_api", problem},
    Row{server_error, "server_error", problem},
    Row{answer_unreadable, "answer_unreadable", problem},
    Row{answer_too_large, "answer_too_large", problem},
    Row{token_refused, "token_refused", problem},
    Row{other_bot, "other_bot", problem},
    Row{another_copy_runs, "another_copy_runs", problem},
    Row{commands_refused, "commands_refused", problem},
    Row{away_too_long, "away_too_long", problem},
    Row{update_unreadable, "update_unreadable", problem},
    Row{room_not_found, "room_not_found", problem},
    Row{cannot_write, "cannot_write", problem},
};

/// Each code stands at its own number, so that none is missing.
constexpr bool is_in_order() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].code) != i) return false;
    }
    return true;
}
static_assert(is_in_order());
static_assert(rows.back().code == cannot_write, "a row for each code");

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

} // namespace peerdesk::telegram
