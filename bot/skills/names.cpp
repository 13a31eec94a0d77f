// SPDX-License-Identifier: MIT
#include "bot/skills/names.hpp"

#include "bot/text/fallbacks.hpp"
#include "storage/skills.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace peerdesk::skills {

using conversation::Context;
using storage::Skill;
using storage::SkillId;

namespace {

/// Words are filed into the tree, and the tree into nothing: one step. More would be a ring.
constexpr int filed_steps_max = 4;
/// Of the tree; further up nothing is looked for.
constexpr std::size_t levels_max = 3;

std::optional<Skill> resolved_row(Context& context, SkillId skill) {
    storage::Skills skills(context.services.database);
    auto found = skills.find(skill);
    for (int step = 0; found && found->filed_into && step < filed_steps_max; ++step)
        found = skills.find(found->filed_into);
    return found;
}

/// The skill itself, its parent and so on; empty ids above the top.
std::array<SkillId, levels_max> line_of(Context& context, SkillId skill) {
    std::array<SkillId, levels_max> line{};
    for (SkillId& each : line) {
        each = skill;
        const auto found = storage::Skills(context.services.database).find(skill);
        skill = found ? found->parent : SkillId{};
        if (!skill) break;
    }
    return line;
}

SkillId root_of(const std::array<SkillId, levels_max>& line) {
    SkillId root;
    for (const SkillId each : line) {
        if (each) root = each;
    }
    return root;
}

} // namespace

std::string name_of(Context& context, SkillId skill, std::string_view locale) {
    const auto found = resolved_row(context, skill);
    if (!found) return {};
    if (found->code.empty()) return found->name;
    const auto names = storage::Skills(context.services.database).names_of(found->id);
    for (const std::string& code : text::lookup_chain(locale)) {
        const auto name = std::ranges::find_if(
            names, [&](const auto& each) { return !each.is_alias && each.locale == code; });
        if (name != names.end()) return name->name;
    }
    return found->name;
}

SkillId resolved(Context& context, SkillId skill) {
    const auto found = resolved_row(context, skill);
    return found ? found->id : skill;
}

Kinship kinship(Context& context, SkillId offered, SkillId wanted) {
    const auto left = line_of(context, resolved(context, offered));
    const auto right = line_of(context, resolved(context, wanted));
    if (left[0] == right[0]) return Kinship::same;
    if (left[1] && left[1] == right[1]) return Kinship::sibling;
    if (left[1] == right[0] || left[0] == right[1]) return Kinship::sibling;
    return root_of(left) == root_of(right) ? Kinship::same_root : Kinship::none;
}

} // namespace peerdesk::skills
