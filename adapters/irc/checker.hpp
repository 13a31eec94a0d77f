// SPDX-License-Identifier: MIT
// One trial of a configured network for `peerdesk check`: connect, log in, join, leave.
#pragma once

#include "adapters/irc/config.hpp"
#include "adapters/irc/findings.hpp"

#include <chrono>
#include <vector>

namespace peerdesk::irc {

/// Tries each server of the network in turn until one lets us in and its channels have answered.
/// Blocks for at most `deadline`, on an io_context of its own; needs no database.
/// @return what was found, in order; at least one entry.
[[nodiscard]] std::vector<Finding> check(const NetworkConfig& config,
                                         std::chrono::milliseconds deadline);

} // namespace peerdesk::irc
