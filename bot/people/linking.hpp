// SPDX-License-Identifier: MIT
// One person on several networks: `link`; a guest who comes back: `resume`; and the desk a direct
// chat belongs to.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::people {

using conversation::Arguments;
using conversation::Turn;

/// Without a code gives one; with one joins the two accounts into the person who got it.
void link(Turn& turn, const Arguments& arguments);
/// Gives a guest their ticket back, and what was held for them.
void resume(Turn& turn, const Arguments& arguments);

/// `desk NAME`
void choose_desk(Turn& turn, const Arguments& arguments);
/// Asks which desk is meant and keeps the text until then.
void ask_for_desk(Turn& turn);
bool answer_desk_prompt(Turn& turn, const storage::Prompt& prompt);

} // namespace peerdesk::people
