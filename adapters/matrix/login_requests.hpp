// SPDX-License-Identifier: MIT
// The requests that lead to a token.
#pragma once

#include "adapters/matrix/config.hpp"
#include "adapters/matrix/exchange.hpp"

#include <string>

namespace peerdesk::matrix {

/// @param target where the file is, on the server that is asked
[[nodiscard]] Request well_known_request(const NetworkConfig& config, const std::string& target);
[[nodiscard]] Request versions_request(const NetworkConfig& config);
/// Who we are by the token that goes with it.
[[nodiscard]] Request whoami_request(const NetworkConfig& config);
/// Which ways of logging in there are.
[[nodiscard]] Request flows_request(const NetworkConfig& config);
/// @param device the one we had before; empty: the server makes one
[[nodiscard]] Request login_request(const NetworkConfig& config, const std::string& device);
/// @param version "v3", or "v1" for servers that came before it
[[nodiscard]] Request refresh_request(const NetworkConfig& config, const std::string& version,
                                      const std::string& refresh_token);
/// Ends the session of the token that goes with it, and its device.
[[nodiscard]] Request logout_request(const NetworkConfig& config);

} // namespace peerdesk::matrix
