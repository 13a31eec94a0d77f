// SPDX-License-Identifier: MIT
// `accept`, `decline`, and yes or no to a proposal.
#pragma once

#include "bot/conversation/turn.hpp"
#include "storage/prompts.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// `accept [n]`: without a number the newest proposal that waits for this person.
void accept(Turn& turn, const Arguments& arguments);
/// `decline [n] [reason]`: no reason is needed, and none is passed on.
void decline(Turn& turn, const Arguments& arguments);
/// Yes or no to the proposal itself. False when the text is neither.
bool answer_introduction_prompt(Turn& turn, const storage::Prompt& prompt);

} // namespace peerdesk::mentoring
