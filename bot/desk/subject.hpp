// SPDX-License-Identifier: MIT
// What a ticket is about.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::desk {

/// `skill n SKILL`: in a responder's own words, shown on the card.
void set_skill(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::desk
