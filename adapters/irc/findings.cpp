// SPDX-License-Identifier: MIT
#include "adapters/irc/findings.hpp"

namespace peerdesk::irc {

std::string_view name_of(FindingCode code) {
    switch (code) {
    case FindingCode::connected:
        return "connected";
    case FindingCode::logged_in:
        return "logged_in";
    case FindingCode::registered:
        return "registered";
    case FindingCode::joined:
        return "joined";
    case FindingCode::no_server_configured:
        return "no_server_configured";
    case FindingCode::dns_failed:
        return "dns_failed";
    case FindingCode::connect_refused:
        return "connect_refused";
    case FindingCode::connect_timeout:
        return "connect_timeout";
    case FindingCode::connect_failed:
        return "connect_failed";
    case FindingCode::ca_file_unreadable:
        return "ca_file_unreadable";
    case FindingCode::tls_untrusted:
        return "tls_untrusted";
    case FindingCode::tls_name_mismatch:
        return "tls_name_mismatch";
    case FindingCode::tls_pin_mismatch:
        return "tls_pin_mismatch";
    case FindingCode::tls_failed:
        return "tls_failed";
    case FindingCode::connection_closed:
        return "connection_closed";
    case FindingCode::sasl_not_offered:
        return "sasl_not_offered";
    case FindingCode::sasl_no_mechanism:
        return "sasl_no_mechanism";
    case FindingCode::sasl_needs_tls:
        return "sasl_needs_tls";
    case FindingCode::sasl_failed:
        return "sasl_failed";
    case FindingCode::nick_taken:
        return "nick_taken";
    case FindingCode::nick_refused:
        return "nick_refused";
    case FindingCode::join_refused:
        return "join_refused";
    case FindingCode::join_unanswered:
        return "join_unanswered";
    case FindingCode::registration_timeout:
        return "registration_timeout";
    case FindingCode::ping_timeout:
        return "ping_timeout";
    case FindingCode::no_accounts:
        return "no_accounts";
    case FindingCode::no_message_tags:
        return "no_message_tags";
    case FindingCode::unencrypted:
        return "unencrypted";
    }
    return "unknown";
}

Severity severity_of(FindingCode code) {
    switch (code) {
    case FindingCode::connected:
    case FindingCode::logged_in:
    case FindingCode::registered:
    case FindingCode::joined:
        return Severity::ok;
    case FindingCode::nick_taken:
    case FindingCode::no_accounts:
    case FindingCode::no_message_tags:
    case FindingCode::unencrypted:
        return Severity::note;
    case FindingCode::no_server_configured:
    case FindingCode::dns_failed:
    case FindingCode::connect_refused:
    case FindingCode::connect_timeout:
    case FindingCode::connect_failed:
    case FindingCode::ca_file_unreadable:
    case FindingCode::tls_untrusted:
    case FindingCode::tls_name_mismatch:
    case FindingCode::tls_pin_mismatch:
    case FindingCode::tls_failed:
    case FindingCode::connection_closed:
    case FindingCode::sasl_not_offered:
    case FindingCode::sasl_no_mechanism:
    case FindingCode::sasl_needs_tls:
    case FindingCode::sasl_failed:
    case FindingCode::nick_refused:
    case FindingCode::join_refused:
    case FindingCode::join_unanswered:
    case FindingCode::registration_timeout:
    case FindingCode::ping_timeout:
        return Severity::problem;
    }
    return Severity::problem;
}

} // namespace peerdesk::irc
