// SPDX-License-Identifier: MIT
// After two yeses: each hears who the other is and how to reach them; what they say to each other
// across networks is passed on.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/mentoring/telling.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// Both said yes: contacts are shown, check-ins are laid out.
void agree(Context& context, const Introduction& introduction);
/// The same without a word: it is agreed and counted.
void begin_meeting(Context& context, const Introduction& introduction);

/// `tell N TEXT`: passes words to the other of a pair.
void pass_on(Turn& turn, const Arguments& arguments);
/// A reply to words of the other one goes back to them. False when it is no such reply.
bool take_pair_reply(Turn& turn);

/// `met [n]`: the two have met; either may say it, and it counts once.
void met(Turn& turn, const Arguments& arguments);
/// `goodbye [n]`: it ends; no reason is asked.
void goodbye(Turn& turn, const Arguments& arguments);
/// `problem N TEXT`: for the desk's coordinators alone.
void problem(Turn& turn, const Arguments& arguments);

void count_met(Turn& turn, const Introduction& introduction);

} // namespace peerdesk::mentoring
