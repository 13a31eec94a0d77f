// SPDX-License-Identifier: MIT
// A command that takes a skill in a person's own words: done at once where the words are clear or
// new, else the person chooses among the skills that are near.
#pragma once

#include "bot/conversation/turn.hpp"
#include "storage/prompts.hpp"

#include <span>
#include <string_view>

namespace peerdesk::skills {

/// What is done with the skill. `rest` is what the command kept beside the words.
using Then = void (*)(conversation::Turn& turn, storage::SkillId skill, std::string_view rest);

struct Action {
    std::string_view name; ///< kept in the prompt, so it never changes
    Then run = nullptr;
};

/// Runs the action at once when the words are clear or new (then they are kept), else asks which
/// skill is meant: a prompt of kind "skill" with numbers, 0 for the own words.
void for_skill(conversation::Turn& turn, std::string_view words, const Action& action,
               std::string_view rest = {});

/// The number or name typed to that question. `actions`: all that may have asked. False when it is
/// no answer to it.
bool answer_skill_prompt(conversation::Turn& turn, const storage::Prompt& prompt,
                         std::span<const Action> actions);

} // namespace peerdesk::skills
