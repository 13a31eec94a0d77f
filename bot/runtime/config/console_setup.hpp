// SPDX-License-Identifier: MIT
// A [[network]] of type "console": this terminal, in which one person plays several.
#pragma once

#include "bot/runtime/config/network_setup.hpp"
#include "bot/runtime/config/secret_source.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace peerdesk::runtime {

/// The network of `peerdesk console`.
inline constexpr std::string_view console_network = "console";

[[nodiscard]] std::unique_ptr<NetworkSetup>
read_console_network(TableReader& table, std::string name, const SecretContext& secrets);

/// @param history_file where typed lines are kept for the arrow keys; empty: nowhere.
[[nodiscard]] std::unique_ptr<NetworkSetup> make_console_setup(std::string name,
                                                               std::filesystem::path history_file);

} // namespace peerdesk::runtime
