// SPDX-License-Identifier: MIT
// What a skill is called in a locale: its name there, else in English, else as first written; and
// which skill a name means.
#pragma once

#include "storage/interactions.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::storage {

/// Empty for a skill that does not exist. One filed into another has the other's name.
[[nodiscard]] std::string skill_label(Database& database, SkillId skill, std::string_view locale);

/// The skill that has this folded name in any locale, or in somebody's own words.
[[nodiscard]] std::optional<SkillId> find_skill(Database& database, std::string_view folded);

} // namespace peerdesk::storage
