// SPDX-License-Identifier: MIT
// Why a connection was not made, as a finding.
#pragma once

#include "adapters/irc/config.hpp"
#include "adapters/irc/findings.hpp"
#include "adapters/net/line_connection.hpp"

#include <string>

namespace peerdesk::irc {

/// "host:port"
[[nodiscard]] std::string name_of(const ServerAddress& server);

[[nodiscard]] Finding finding_of(const ServerAddress& server, const NetworkConfig& config,
                                 const net::ConnectResult& result);

} // namespace peerdesk::irc
