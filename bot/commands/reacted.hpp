// SPDX-License-Identifier: MIT
// A sign on a message of ours: on a card it is a command, elsewhere it is passed on.
#pragma once

#include "bot/commands/lexicon.hpp"
#include "bot/conversation/turn.hpp"

namespace peerdesk::commands {

/// On a ticket's card 👍 or 👀 claims and ✅ closes, for those who may; others are told who may.
/// Taking the sign away undoes nothing: others may have relied on it.
void take_reaction(Turn& turn, const Lexicon& lexicon, const chat::ReactionAdded& reaction);

} // namespace peerdesk::commands
