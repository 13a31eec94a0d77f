// SPDX-License-Identifier: MIT
// `saw @person SKILL`: a mentor or responder tells what they saw somebody do. It never counts as
// learned; the learner is asked, and only their yes does.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/skills/choosing.hpp"

namespace peerdesk::learning {

void saw(conversation::Turn& turn, const conversation::Arguments& arguments);

/// What `saw` does once the skill is clear; `rest` is the learner's number.
[[nodiscard]] const skills::Action& saw_action();

} // namespace peerdesk::learning
