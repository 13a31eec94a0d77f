// SPDX-License-Identifier: MIT
// How two people reach each other, and how one reaches the coordinators.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/mentoring/telling.hpp"

namespace peerdesk::mentoring {

/// One line for each account of `partner` that `reader` can write to: on a network both use, under
/// a name people type. Nothing where the network's ids are numbers, as on Telegram: there the bot
/// passes words on.
void add_contacts(Context& context, conversation::Lines& lines, PersonId reader, PersonId partner);

/// A problem between two people: to the coordinators' rooms, else to each coordinator directly.
/// Never to staff rooms, and not to the two themselves. How many places were told.
int tell_coordinators(conversation::Turn& turn, const Desk& desk, const Introduction& introduction,
                      std::string_view words);

} // namespace peerdesk::mentoring
