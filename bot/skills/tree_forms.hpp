// SPDX-License-Identifier: MIT
// The two forms of the tree's file, read into skills as written. What they mean together is checked
// in tree_check.hpp.
#pragma once

#include "bot/skills/tree_file.hpp"

namespace peerdesk::skills {

/// `{"format":"peerdesk-skills","version":1,"skills":[{"id":…,"parent":…,"names":{"en":…}}]}`
[[nodiscard]] std::vector<WrittenSkill> read_tree_json(std::string_view text,
                                                       std::vector<TreeProblem>& problems);

/// RFC 4180 with the columns id, parent, category, teachable, locale, name, aliases, wikidata (the
/// last may be missing), a line for each skill and locale; what belongs to the skill stands in its
/// first line and may be repeated or left empty in others.
[[nodiscard]] std::vector<WrittenSkill> read_tree_csv(std::string_view text,
                                                      std::vector<TreeProblem>& problems);

} // namespace peerdesk::skills
