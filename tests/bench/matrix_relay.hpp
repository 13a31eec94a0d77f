// SPDX-License-Identifier: MIT
// How long it takes from a message that the server has taken to its copy in the staff's sync.
#pragma once

#include "tests/bench/relay_world.hpp"

#include <vector>

namespace peerdesk::bench {

struct RelayRun {
    std::vector<double> milliseconds;
    double processor_seconds = 0; ///< of the desk
};

/// Adds one round of messages to `run`. Throws std::runtime_error when one does not arrive.
void measure_relay(RelayWorld& world, Relayer by, int messages, double per_second, RelayRun& run);

/// From each new question to its card, one at a time. The desk must run.
[[nodiscard]] std::vector<double> measure_opening(RelayWorld& world, int questions);

} // namespace peerdesk::bench
