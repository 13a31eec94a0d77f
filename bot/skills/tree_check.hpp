// SPDX-License-Identifier: MIT
// Whether skills as written are a tree: ids once, parents there, no ring, not too deep, every skill
// with a name.
#pragma once

#include "bot/skills/tree_file.hpp"

namespace peerdesk::skills {

/// The tree to be stored, with folded names. Of use only when no problem was added.
[[nodiscard]] std::vector<storage::TreeSkill> checked_tree(const std::vector<WrittenSkill>& skills,
                                                           std::vector<TreeProblem>& problems);

} // namespace peerdesk::skills
