// SPDX-License-Identifier: MIT
// Which of the messages we owe go out next.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <vector>

namespace peerdesk::desk {

/// Marks the oldest owed rows of every network that is up as `sending`, within what the network
/// takes at once, and gives them out. Where a network takes only so many for each place, places
/// take turns, and lines of ours about one ticket that had to wait are joined. A row that hangs on
/// a message not yet sent waits for it, and with it what comes after it in the same place. Call
/// last in a transaction.
[[nodiscard]] std::vector<chat::Outbound> hand_out(conversation::Context& context);

} // namespace peerdesk::desk
