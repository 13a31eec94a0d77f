// SPDX-License-Identifier: MIT
// One trial of a configured bot for `peerdesk check`: who it is, and a look at every room.
#pragma once

#include "adapters/telegram/config.hpp"
#include "adapters/telegram/findings.hpp"

#include <chrono>
#include <vector>

namespace peerdesk::telegram {

/// Asks who the bot is, and in each room what it may do. Takes no updates, since that would take
/// them from a desk that runs. Blocks for at most `deadline`, on an io_context of its own; needs no
/// database.
/// @return what was found, in order; at least one entry.
[[nodiscard]] std::vector<Finding> check(const NetworkConfig& config,
                                         std::chrono::milliseconds deadline);

} // namespace peerdesk::telegram
