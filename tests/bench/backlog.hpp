// SPDX-License-Identifier: MIT
// Messages that waited while the desk was away, and how fast the server itself takes messages.
#pragma once

#include "tests/bench/relay_world.hpp"

namespace peerdesk::bench {

struct Backlog {
    double seconds = 0; ///< from the start of the program to the last copy in the staff's sync
    int lost = 0;
    int repeated = 0;
    bool is_in_order = true; ///< the messages of each asker
};

/// The desk must be stopped, and runs afterwards.
[[nodiscard]] Backlog measure_backlog(RelayWorld& world, int messages, int askers);

/// Seconds for a bare client to send messages one after the other into the staff room.
[[nodiscard]] double measure_sending(RelayWorld& world, int messages);

/// Messages a second into one room, and into so many rooms at once with a sender each.
[[nodiscard]] double measure_rooms_at_once(RelayWorld& world, int rooms, int messages_each);

} // namespace peerdesk::bench
