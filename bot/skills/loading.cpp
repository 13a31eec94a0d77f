// SPDX-License-Identifier: MIT
#include "bot/skills/loading.hpp"

#include "bot/text/fold.hpp"

#include <algorithm>

namespace peerdesk::skills {

using storage::SkillId;
using storage::SkillName;

namespace {

/// The one skill that is called so; names go before aliases. None when several are.
SkillId only_one(const std::vector<SkillName>& names) {
    SkillId found;
    for (const SkillName& name : names) {
        if (name.is_alias != names.front().is_alias) break;
        if (found && found != name.skill) return {};
        found = name.skill;
    }
    return found;
}

} // namespace

void load_tree(storage::Database& database, std::span<const storage::TreeSkill> tree,
               storage::Time now) {
    storage::Skills skills(database);
    skills.replace_tree(tree);
    for (const storage::Skill& own : skills.all_own_words()) {
        const SkillId into = only_one(skills.called(text::folded_words(own.name)));
        const auto skill = skills.find(into);
        if (!skill || !skill->is_teachable) continue; // a heading says too little
        // What a coordinator filed gives way: the tree's newest names are the operator's last word.
        if (into && into != own.filed_into) skills.file(own.id, into, {}, now);
    }
}

} // namespace peerdesk::skills
