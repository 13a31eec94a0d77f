// SPDX-License-Identifier: MIT
// One trial of a configured account for `peerdesk check`: log in, look at every room.
#pragma once

#include "adapters/matrix/config.hpp"
#include "adapters/matrix/findings.hpp"

#include <chrono>
#include <vector>

namespace peerdesk::matrix {

/// Logs in, joins each room that we are not in, and looks whether we may write there and whether it
/// is encrypted. Leaves nothing behind that would matter: a session made by password is ended, a
/// public room that was joined for the look is left; an invitation, which counts only once, stays
/// accepted. Blocks for at most `deadline`, on an io_context of its own; needs no database.
/// @return what was found, in order; at least one entry.
[[nodiscard]] std::vector<Finding> check(const NetworkConfig& config,
                                         std::chrono::milliseconds deadline);

} // namespace peerdesk::matrix
