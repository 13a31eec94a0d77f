// SPDX-License-Identifier: MIT
// A [[network]] of type "irc".
#pragma once

#include "bot/runtime/config/network_setup.hpp"
#include "bot/runtime/config/secret_source.hpp"

#include "adapters/irc/config.hpp"

#include <memory>
#include <string>

namespace peerdesk::runtime {

[[nodiscard]] std::unique_ptr<NetworkSetup> read_irc_network(TableReader& table, std::string name,
                                                             const SecretContext& secrets);

/// A setup around a ready configuration.
[[nodiscard]] std::unique_ptr<NetworkSetup> make_irc_setup(irc::NetworkConfig config);

} // namespace peerdesk::runtime
