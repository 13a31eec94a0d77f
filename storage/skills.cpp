// SPDX-License-Identifier: MIT
#include "storage/skills.hpp"

namespace peerdesk::storage {

namespace {

Skill skill_in(const Statement& row) {
    return {.id = row.id<SkillId>("id"),
            .code = row.is_null("code") ? std::string{} : row.text("code"),
            .name = row.text("name"),
            .parent = row.id<SkillId>("parent_id"),
            .category = row.text("category"),
            .wikidata = row.text("wikidata"),
            .is_teachable = row.integer("is_teachable") != 0,
            .is_retired = row.integer("is_retired") != 0,
            .filed_into = row.id<SkillId>("filed_into")};
}

std::optional<Skill> one_of(Statement& row) {
    if (!row.step()) return std::nullopt;
    return skill_in(row);
}

std::vector<Skill> all_of(Statement& row) {
    std::vector<Skill> found;
    while (row.step())
        found.push_back(skill_in(row));
    return found;
}

std::vector<SkillName> names_in(Statement& row) {
    std::vector<SkillName> found;
    while (row.step())
        found.push_back({row.id<SkillId>("skill_id"), row.text("locale"), row.text("name"),
                         row.text("folded"), row.integer("is_alias") != 0});
    return found;
}

/// No person's words begin with this, since punctuation is no part of what is folded from names.
std::string folded_code(std::string_view code) {
    return "#" + std::string(code);
}

void put(Database& database, const TreeSkill& skill) {
    database
        .prepare("INSERT INTO skills (name, folded, code, category, wikidata, is_teachable)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (folded) DO UPDATE SET name = ?1,"
                 " code = ?3, category = ?4, wikidata = ?5, is_teachable = ?6, is_retired = 0,"
                 " parent_id = NULL, filed_into = NULL, filed_by = NULL, filed_ms = NULL")
        .bind(skill.name)
        .bind(folded_code(skill.code))
        .bind(skill.code)
        .bind(skill.category)
        .bind(skill.wikidata)
        .bind(skill.is_teachable)
        .run();
}

void put_names(Database& database, SkillId id, const TreeSkill& skill) {
    database.prepare("DELETE FROM skill_names WHERE skill_id = ?").bind(id).run();
    for (const SkillName& name : skill.names) {
        database
            .prepare("INSERT INTO skill_names (skill_id, locale, folded, name, is_alias)"
                     " VALUES (?, ?, ?, ?, ?)")
            .bind(id)
            .bind(name.locale)
            .bind(name.folded)
            .bind(name.name)
            .bind(name.is_alias)
            .run();
    }
}

} // namespace

std::optional<Skill> Skills::find(SkillId id) {
    auto row = database_.prepare("SELECT * FROM skills WHERE id = ?");
    row.bind(id);
    return one_of(row);
}

SkillId Skills::with_code(std::string_view code) {
    auto row = database_.prepare("SELECT id FROM skills WHERE code = ? AND is_retired = 0");
    row.bind(code);
    return row.step() ? row.id<SkillId>("id") : SkillId{};
}

std::optional<Skill> Skills::own_words(std::string_view folded) {
    auto row = database_.prepare("SELECT * FROM skills WHERE folded = ? AND code IS NULL");
    row.bind(folded);
    return one_of(row);
}

std::vector<Skill> Skills::tree() {
    auto row = database_.prepare(
        "WITH RECURSIVE living(id, path) AS ("
        " SELECT id, code FROM skills WHERE code IS NOT NULL AND is_retired = 0"
        "  AND parent_id IS NULL"
        " UNION ALL SELECT s.id, l.path || char(1) || s.code FROM skills AS s"
        "  JOIN living AS l ON s.parent_id = l.id WHERE s.is_retired = 0)"
        " SELECT s.* FROM living AS l JOIN skills AS s ON s.id = l.id ORDER BY l.path");
    return all_of(row);
}

std::vector<Skill> Skills::below(SkillId parent) {
    auto row = database_.prepare("SELECT * FROM skills WHERE parent_id = ? AND is_retired = 0"
                                 " AND code IS NOT NULL ORDER BY code");
    row.bind(parent);
    return all_of(row);
}

std::vector<SkillName> Skills::names() {
    auto row = database_.prepare("SELECT n.* FROM skill_names AS n JOIN skills AS s"
                                 " ON s.id = n.skill_id WHERE s.is_retired = 0"
                                 " ORDER BY n.is_alias, n.skill_id, n.locale, n.folded");
    return names_in(row);
}

std::vector<SkillName> Skills::called(std::string_view folded) {
    auto row = database_.prepare("SELECT n.* FROM skill_names AS n JOIN skills AS s"
                                 " ON s.id = n.skill_id WHERE n.folded = ? AND s.is_retired = 0"
                                 " ORDER BY n.is_alias, n.skill_id, n.locale");
    row.bind(folded);
    return names_in(row);
}

std::vector<SkillName> Skills::names_of(SkillId skill) {
    auto row = database_.prepare("SELECT * FROM skill_names WHERE skill_id = ?"
                                 " ORDER BY is_alias, locale, folded");
    row.bind(skill);
    return names_in(row);
}

std::vector<OwnWords> Skills::unfiled(int limit) {
    auto row = database_.prepare(
        "SELECT s.id, s.name, (SELECT count(*) FROM interactions AS i WHERE i.skill_id = s.id)"
        " AS used FROM skills AS s WHERE s.code IS NULL AND s.filed_into IS NULL"
        " ORDER BY used DESC, s.id LIMIT ?");
    row.bind(limit);
    std::vector<OwnWords> found;
    while (row.step())
        found.push_back({row.id<SkillId>("id"), row.text("name"), row.integer("used")});
    return found;
}

std::int64_t Skills::unfiled_count() {
    auto row = database_.prepare("SELECT count(*) AS n FROM skills WHERE code IS NULL"
                                 " AND filed_into IS NULL");
    row.step();
    return row.integer("n");
}

std::vector<Skill> Skills::all_own_words() {
    auto row = database_.prepare("SELECT * FROM skills WHERE code IS NULL ORDER BY id");
    return all_of(row);
}

void Skills::file(SkillId words, SkillId into, PersonId by, Time now) {
    database_
        .prepare("UPDATE skills SET filed_into = ?2, filed_by = ?3, filed_ms = ?4"
                 " WHERE id = ?1 AND code IS NULL")
        .bind(words)
        .bind(into)
        .bind(by)
        .bind(now)
        .run();
}

void Skills::replace_tree(std::span<const TreeSkill> tree) {
    database_.prepare("UPDATE skills SET is_retired = 1 WHERE code IS NOT NULL").run();
    for (const TreeSkill& skill : tree)
        put(database_, skill);
    for (const TreeSkill& skill : tree) {
        const SkillId id = with_code(skill.code);
        put_names(database_, id, skill);
        if (skill.parent.empty()) continue;
        database_.prepare("UPDATE skills SET parent_id = ?2 WHERE id = ?1")
            .bind(id)
            .bind(with_code(skill.parent))
            .run();
    }
}

} // namespace peerdesk::storage
