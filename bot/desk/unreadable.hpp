// SPDX-License-Identifier: MIT
// What somebody wrote in a chat that we cannot read (encrypted): kept, counted for the staff, and
// the person told where they can be read.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>

namespace peerdesk::desk {

/// `turn.remote_id` names the event; empty when the chat itself was found unreadable. What is said
/// goes to the person's direct chat, which the network opens where there is a readable one.
void take_unreadable(conversation::Turn& turn, std::string_view raw);

} // namespace peerdesk::desk
