// SPDX-License-Identifier: MIT
// A skill as the person of this turn reads it.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/skills/names.hpp"

namespace peerdesk::mentoring {

[[nodiscard]] inline text::Name skill_name(conversation::Turn& turn, storage::SkillId skill) {
    return text::Name{skills::name_of(turn, skill, turn.language)};
}

} // namespace peerdesk::mentoring
