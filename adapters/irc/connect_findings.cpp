// SPDX-License-Identifier: MIT
#include "adapters/irc/connect_findings.hpp"

namespace peerdesk::irc {

std::string name_of(const ServerAddress& server) {
    const bool is_ipv6 = server.host.find(':') != std::string::npos;
    return (is_ipv6 ? '[' + server.host + ']' : server.host) + ':' + std::to_string(server.port);
}

Finding finding_of(const ServerAddress& server, const NetworkConfig& config,
                   const net::ConnectResult& result) {
    using enum FindingCode;
    const std::string name = name_of(server);
    switch (result.outcome) {
    case net::ConnectOutcome::connected:
        return {connected, name};
    case net::ConnectOutcome::dns_failed:
        return {dns_failed, server.host + ' ' + result.detail};
    case net::ConnectOutcome::refused:
        return {connect_refused, name};
    case net::ConnectOutcome::timed_out:
        return {connect_timeout, name + (result.detail.empty() ? "" : " ") + result.detail};
    case net::ConnectOutcome::failed:
        return {connect_failed, name + ' ' + result.detail};
    case net::ConnectOutcome::ca_file_unreadable:
        return {ca_file_unreadable, config.ca_file};
    case net::ConnectOutcome::tls_untrusted:
        return {tls_untrusted, result.detail};
    case net::ConnectOutcome::tls_name_mismatch:
        return {tls_name_mismatch, server.host};
    case net::ConnectOutcome::tls_pin_mismatch:
        return {tls_pin_mismatch, result.detail};
    case net::ConnectOutcome::tls_failed:
        return {tls_failed, result.detail};
    }
    return {connect_failed, name};
}

} // namespace peerdesk::irc
