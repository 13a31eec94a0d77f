// SPDX-License-Identifier: MIT
// The kinds of network this program speaks.
#pragma once

#include "bot/runtime/config/network_setup.hpp"
#include "bot/runtime/config/secret_source.hpp"
#include "bot/runtime/config/table_reader.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace peerdesk::runtime {

/// Reads the keys of one [[network]] (name and type apart). Never null: what is wrong is reported
/// and left at its default, so that the rooms on it can still be checked.
using ReadNetwork = std::unique_ptr<NetworkSetup> (*)(TableReader& table, std::string name,
                                                      const SecretContext& secrets);

struct NetworkType {
    std::string_view type; ///< as written in the configuration
    ReadNetwork read = nullptr;
};

/// Every type, in the order people are told of them.
[[nodiscard]] std::span<const NetworkType> network_types();

} // namespace peerdesk::runtime
