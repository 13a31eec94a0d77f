// SPDX-License-Identifier: MIT
#include "storage/goals.hpp"

#include "storage/skill_label.hpp"

namespace peerdesk::storage {

namespace {

// ?1 desk, ?2 week, ?3 skill, ?4 language, ?5 region, ?6 end; ?7 skills each or how many names.
// `below` is the wanted skill and all under it; UNION ends where a tree should hold a circle.
constexpr const char* progress_people =
    "WITH RECURSIVE below (id) AS ("
    " SELECT coalesce(filed_into, id) FROM skills WHERE id = ?3"
    " UNION SELECT s.id FROM skills AS s JOIN below AS b ON s.parent_id = b.id)"
    " SELECT count(*) AS n FROM (SELECT coalesce(p.merged_into, i.actor_id) AS person_id"
    "  FROM interactions AS i JOIN skills AS s ON s.id = i.skill_id"
    "  LEFT JOIN persons AS p ON p.id = i.actor_id"
    "  WHERE i.desk_id = ?1 AND i.week <= ?2 AND i.kind = 'learned' AND i.cause = 'person'"
    "  AND i.actor_id IS NOT NULL AND (?4 = '' OR i.language = ?4)"
    "  AND (?6 IS NULL OR i.happened_ms < ?6)"
    "  AND (?3 IS NULL OR coalesce(s.filed_into, s.id) IN (SELECT id FROM below))"
    "  AND (?5 = '' OR EXISTS (SELECT 1 FROM exchange_profiles AS x"
    "   WHERE x.person_id = coalesce(p.merged_into, i.actor_id) AND x.region_folded = ?5))"
    "  GROUP BY 1 HAVING count(DISTINCT coalesce(s.filed_into, s.id)) >= ?7)";
constexpr const char* progress_skills =
    "WITH RECURSIVE below (id) AS ("
    " SELECT coalesce(filed_into, id) FROM skills WHERE id = ?3"
    " UNION SELECT s.id FROM skills AS s JOIN below AS b ON s.parent_id = b.id)"
    " SELECT coalesce(s.filed_into, s.id) AS resolved_id,"
    "  (SELECT t.name FROM skills AS t WHERE t.id = coalesce(s.filed_into, s.id)) AS name"
    "  FROM interactions AS i JOIN skills AS s ON s.id = i.skill_id"
    "  LEFT JOIN persons AS p ON p.id = i.actor_id"
    "  WHERE i.desk_id = ?1 AND i.week <= ?2 AND i.kind = 'learned' AND i.cause = 'person'"
    "  AND i.actor_id IS NOT NULL AND (?4 = '' OR i.language = ?4)"
    "  AND (?6 IS NULL OR i.happened_ms < ?6)"
    "  AND (?3 IS NULL OR coalesce(s.filed_into, s.id) IN (SELECT id FROM below))"
    "  AND (?5 = '' OR EXISTS (SELECT 1 FROM exchange_profiles AS x"
    "   WHERE x.person_id = coalesce(p.merged_into, i.actor_id) AND x.region_folded = ?5))"
    "  GROUP BY 1 ORDER BY count(DISTINCT coalesce(p.merged_into, i.actor_id)) DESC, name LIMIT ?7";

void bind_scope(Statement& row, DeskId desk, const GoalScope& scope, std::string_view week) {
    row.bind(desk).bind(week).bind(scope.skill).bind(scope.language);
    row.bind(scope.region_folded).bind(scope.due);
}

} // namespace

std::int64_t Goals::add(const Goal& goal) {
    auto next = database_.prepare(
        "SELECT coalesce(max(number), 0) + 1 AS number FROM goals WHERE desk_id = ?");
    next.bind(goal.desk).step();
    const std::int64_t number = next.integer("number");
    auto row = database_.prepare(
        "INSERT INTO goals (desk_id, number, people, skills, skill_id, language, region,"
        " region_folded, due_day, due_ms, set_by, set_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?)");
    row.bind(goal.desk).bind(number).bind(goal.people).bind(goal.skills).bind(goal.skill);
    row.bind(goal.language).bind(goal.region).bind(goal.region_folded).bind(goal.due_day);
    row.bind(goal.due).bind(goal.set_by).bind(goal.set).run();
    return number;
}

std::vector<Goal> Goals::of(DeskId desk) {
    auto row = database_.prepare("SELECT * FROM goals WHERE desk_id = ? AND removed_ms IS NULL"
                                 " ORDER BY number");
    row.bind(desk);
    std::vector<Goal> found;
    while (row.step())
        found.push_back({.number = row.integer("number"),
                         .desk = row.id<DeskId>("desk_id"),
                         .people = static_cast<int>(row.integer("people")),
                         .skills = static_cast<int>(row.integer("skills")),
                         .skill = row.id<SkillId>("skill_id"),
                         .language = row.text("language"),
                         .region = row.text("region"),
                         .region_folded = row.text("region_folded"),
                         .due_day = row.text("due_day"),
                         .due = row.time("due_ms"),
                         .set_by = row.id<PersonId>("set_by"),
                         .set = row.time("set_ms")});
    return found;
}

bool Goals::remove(DeskId desk, std::int64_t number, Time now) {
    auto row = database_.prepare("UPDATE goals SET removed_ms = ?3 WHERE desk_id = ?1"
                                 " AND number = ?2 AND removed_ms IS NULL");
    return row.bind(desk).bind(number).bind(now).run() > 0;
}

GoalFigures Goals::progress(DeskId desk, const GoalScope& scope, std::string_view week,
                            std::string_view locale) {
    GoalFigures figures;
    auto people = database_.prepare(progress_people);
    bind_scope(people, desk, scope, week);
    people.bind(scope.skills).step();
    figures.people = people.integer("n");
    auto skills = database_.prepare(progress_skills);
    bind_scope(skills, desk, scope, week);
    skills.bind(skills_named_max);
    while (skills.step())
        figures.skills.push_back(skill_label(database_, skills.id<SkillId>("resolved_id"), locale));
    return figures;
}

} // namespace peerdesk::storage
