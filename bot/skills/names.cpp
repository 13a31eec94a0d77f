// SPDX-License-Identifier: MIT
#include "bot/skills/names.hpp"

namespace peerdesk::skills {

std::string name_of(conversation::Context& context, storage::SkillId skill, std::string_view) {
    auto row = context.services.database.prepare("SELECT name FROM skills WHERE id = ?");
    row.bind(skill);
    return row.step() ? row.text("name") : std::string{};
}

storage::SkillId resolved(conversation::Context&, storage::SkillId skill) {
    return skill;
}

Kinship kinship(conversation::Context& context, storage::SkillId offered, storage::SkillId wanted) {
    return resolved(context, offered) == resolved(context, wanted) ? Kinship::same : Kinship::none;
}

} // namespace peerdesk::skills
