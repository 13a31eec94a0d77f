// SPDX-License-Identifier: MIT
// The learner's own word, which alone counts as learned; and thank-yous.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "bot/skills/choosing.hpp"
#include "storage/prompts.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Context;
using conversation::Desk;
using conversation::Turn;

/// Adds the question "did you learn something?" to what the asker is told, once for each ticket.
/// With a skill named by the responder, yes alone is enough.
void ask_learner(Context& context, const Desk& desk, const storage::Ticket& ticket,
                 std::string_view skill, conversation::Lines& lines);

/// `learned SKILL [from SOURCE]`; unclear words are asked about.
void learned(Turn& turn, const Arguments& arguments);
/// What `learned` and a yes to the question above do once the skill is clear.
[[nodiscard]] const skills::Action& learned_action();
/// Yes or no to the question above.
void answer_learned_prompt(Turn& turn, const storage::Prompt& prompt, bool is_yes);

/// `thanks [@person] [for …]`, or a bare thank-you.
void thanks(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::desk
