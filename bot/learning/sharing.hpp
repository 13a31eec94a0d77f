// SPDX-License-Identifier: MIT
// A learning told to others, who read it only as the person said: with the name, without it, or not
// at all.
#pragma once

#include "bot/conversation/turn.hpp"
#include "storage/prompts.hpp"

#include <string_view>

namespace peerdesk::learning {

using conversation::Arguments;
using conversation::Turn;

/// `share TEXT`, about what the person learned last. Asks who may read it; until then nobody does.
void share(Turn& turn, const Arguments& arguments);
/// 1 with the name, 2 without it, 3 nobody: then the text goes. False when it is none of these.
bool answer_share_prompt(Turn& turn, const storage::Prompt& prompt, std::string_view typed);

/// `learnings [SKILL]`: the newest that may be read at this desk.
void learnings(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::learning
