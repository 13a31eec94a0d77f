// SPDX-License-Identifier: MIT
// `skills [WORD]`: what can be learned and taught here.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::skills {

/// Without a word the tree by category, with one what fits it. In the reader's language.
void list_skills(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::skills
