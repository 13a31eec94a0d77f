// SPDX-License-Identifier: MIT
// `offer`, `want` and `withdraw`: what people share and what they would like to learn, for
// themselves or for a group they belong to.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/skills/choosing.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// `offer SKILL [LEVEL] [for GROUP]`
void offer(Turn& turn, const Arguments& arguments);
/// `want SKILL [for GROUP]`
void want(Turn& turn, const Arguments& arguments);
/// `withdraw SKILL [for GROUP]`: no longer offered, wanted, or waited for.
void withdraw(Turn& turn, const Arguments& arguments);

/// What is done once the skill is clear; `skills::answer_skill_prompt` needs them.
extern const skills::Action offer_action;
extern const skills::Action want_action;
extern const skills::Action withdraw_action;

} // namespace peerdesk::mentoring
