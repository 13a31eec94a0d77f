// SPDX-License-Identifier: MIT
// A [[network]] of type "telegram".
#pragma once

#include "bot/runtime/config/network_setup.hpp"
#include "bot/runtime/config/secret_source.hpp"

#include "adapters/telegram/config.hpp"

#include <memory>
#include <string>

namespace peerdesk::runtime {

[[nodiscard]] std::unique_ptr<NetworkSetup>
read_telegram_network(TableReader& table, std::string name, const SecretContext& secrets);

/// A setup around a ready configuration.
[[nodiscard]] std::unique_ptr<NetworkSetup> make_telegram_setup(telegram::NetworkConfig config);

} // namespace peerdesk::runtime
