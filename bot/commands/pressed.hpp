// SPDX-License-Identifier: MIT
// A button below a ticket's card does what the same word typed there would.
#pragma once

#include "bot/commands/lexicon.hpp"
#include "bot/conversation/turn.hpp"

namespace peerdesk::commands {

using conversation::Turn;

/// `turn.press_id` is set. Answers the press itself, also where nothing came of it.
void take_press(Turn& turn, const Lexicon& lexicon, const chat::ButtonPressed& press);

/// Shows whoever pressed what was said to them in this turn. Call once, last.
void answer_press(Turn& turn);

} // namespace peerdesk::commands
