// SPDX-License-Identifier: MIT
// What the program itself adds between a message and its copy: from the answer to its sync to the
// request that sends the copy into the staff room, at a homeserver that costs nothing.
#pragma once

#include <vector>

namespace peerdesk::bench {

struct OwnCost {
    std::vector<double> milliseconds; ///< one message at a time
    double processor_seconds = 0;     ///< of the program, for all of them
};

/// Runs the program with askers whose tickets are taken. Throws std::runtime_error when a message
/// is not passed on.
[[nodiscard]] OwnCost measure_own_cost(int messages);

} // namespace peerdesk::bench
