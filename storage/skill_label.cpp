// SPDX-License-Identifier: MIT
#include "storage/skill_label.hpp"

namespace peerdesk::storage {

std::string skill_label(Database& database, SkillId skill, std::string_view locale) {
    auto row = database.prepare(
        "SELECT coalesce("
        "(SELECT n.name FROM skill_names AS n WHERE n.skill_id = s.id AND n.locale = ?2"
        " AND n.is_alias = 0 ORDER BY n.folded LIMIT 1),"
        "(SELECT n.name FROM skill_names AS n WHERE n.skill_id = s.id AND n.locale = 'en'"
        " AND n.is_alias = 0 ORDER BY n.folded LIMIT 1), s.name) AS name"
        " FROM skills AS s"
        " WHERE s.id = (SELECT coalesce(f.filed_into, f.id) FROM skills AS f WHERE f.id = ?1)");
    row.bind(skill).bind(locale);
    return row.step() ? row.text("name") : std::string{};
}

std::optional<SkillId> find_skill(Database& database, std::string_view folded) {
    auto row = database.prepare(
        "SELECT coalesce(s.filed_into, s.id) AS skill_id FROM skills AS s WHERE s.folded = ?1"
        " OR s.id IN (SELECT n.skill_id FROM skill_names AS n WHERE n.folded = ?1)"
        " ORDER BY s.code IS NULL, s.id LIMIT 1");
    row.bind(folded);
    if (!row.step()) return std::nullopt;
    return row.id<SkillId>("skill_id");
}

} // namespace peerdesk::storage
