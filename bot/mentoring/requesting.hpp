// SPDX-License-Identifier: MIT
// `mentor SKILL`: a person asks to be introduced to somebody who can show them.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/skills/choosing.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

void mentor(Turn& turn, const Arguments& arguments);

extern const skills::Action mentor_action;

} // namespace peerdesk::mentoring
