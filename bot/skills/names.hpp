// SPDX-License-Identifier: MIT
// How a skill is called for a reader, and how near two skills are in the tree.
#pragma once

#include "bot/conversation/services.hpp"

#include <string>
#include <string_view>

namespace peerdesk::skills {

/// The tree's name in the reader's locale or the nearest locale that has one; the own words of a
/// skill outside the tree. Words that were filed are called as what they were filed into.
[[nodiscard]] std::string name_of(conversation::Context& context, storage::SkillId skill,
                                  std::string_view locale);

/// The skill itself, or what its words were filed into.
[[nodiscard]] storage::SkillId resolved(conversation::Context& context, storage::SkillId skill);

/// `same` also when one was filed into the other; `sibling`: under one parent, or one right under
/// the other; `same_root`: further apart in one branch.
enum class Kinship { same, sibling, same_root, none };

[[nodiscard]] Kinship kinship(conversation::Context& context, storage::SkillId offered,
                              storage::SkillId wanted);

} // namespace peerdesk::skills
