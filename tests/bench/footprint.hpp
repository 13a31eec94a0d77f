// SPDX-License-Identifier: MIT
// How much memory the real program takes with both kinds of network and a long past.
#pragma once

#include "tests/bench/relay_world.hpp"

namespace peerdesk::bench {

struct Footprint {
    double mib_at_start = 0; ///< proportional set size, when all rooms are joined
    double mib = 0;          ///< after the messages were passed on
};

/// Runs another desk on the world's homeserver and on an IRC server of its own, over a database
/// with so many tickets. The world's desk must be stopped.
[[nodiscard]] Footprint measure_footprint(RelayWorld& world, std::size_t tickets, int messages);

} // namespace peerdesk::bench
