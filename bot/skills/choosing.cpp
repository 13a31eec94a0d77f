// SPDX-License-Identifier: MIT
#include "bot/skills/choosing.hpp"

#include "bot/skills/recognise.hpp"

namespace peerdesk::skills {

void for_skill(conversation::Turn& turn, std::string_view words, const Action& action,
               std::string_view rest) {
    action.run(turn, keep(turn, words), rest);
}

bool answer_skill_prompt(conversation::Turn&, const storage::Prompt&, std::span<const Action>) {
    return false;
}

} // namespace peerdesk::skills
