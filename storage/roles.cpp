// SPDX-License-Identifier: MIT
#include "storage/roles.hpp"

namespace peerdesk::storage {

namespace {

std::string_view to_text(Role role) {
    return role == Role::responder ? "responder" : "coordinator";
}

} // namespace

DeskId Roles::desk_named(std::string_view name) {
    if (const auto found = find_desk(name)) return *found;
    database_.prepare("INSERT INTO desks (name) VALUES (?)").bind(name).run();
    return DeskId{database_.last_row_id()};
}

std::optional<DeskId> Roles::find_desk(std::string_view name) {
    auto row = database_.prepare("SELECT id FROM desks WHERE name = ?");
    row.bind(name);
    if (!row.step()) return std::nullopt;
    return row.id<DeskId>("id");
}

bool Roles::has(DeskId desk, PersonId person, Role role) {
    auto row = database_.prepare("SELECT 1 FROM roles WHERE desk_id = ? AND person_id = ?"
                                 " AND role = ?");
    row.bind(desk).bind(person).bind(to_text(role));
    return row.step();
}

std::vector<Person> Roles::holders(DeskId desk, Role role) {
    auto row = database_.prepare("SELECT p.* FROM roles AS r JOIN persons AS p ON p.id ="
                                 " r.person_id WHERE r.desk_id = ? AND r.role = ? ORDER BY p.id");
    row.bind(desk).bind(to_text(role));
    std::vector<Person> found;
    while (row.step())
        found.push_back({.id = row.id<PersonId>("id"),
                         .name = row.text("name"),
                         .language = row.text("language"),
                         .guessed_language = row.text("guessed_language"),
                         .was_told_language = row.integer("was_told_language") != 0,
                         .first_seen = row.time("first_seen_ms")});
    return found;
}

std::vector<DeskId> Roles::desks_of(PersonId person, Role role) {
    auto row = database_.prepare("SELECT desk_id FROM roles WHERE person_id = ? AND role = ?"
                                 " ORDER BY desk_id");
    row.bind(person).bind(to_text(role));
    std::vector<DeskId> found;
    while (row.step())
        found.push_back(row.id<DeskId>("desk_id"));
    return found;
}

bool Roles::grant(DeskId desk, PersonId person, Role role, RoleSource source, PersonId by,
                  Time now) {
    return database_
               .prepare("INSERT INTO roles (desk_id, person_id, role, source, granted_by,"
                        " granted_ms) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
               .bind(desk)
               .bind(person)
               .bind(to_text(role))
               .bind(source == RoleSource::config ? "config" : "command")
               .bind(by)
               .bind(now)
               .run() == 1;
}

std::optional<RoleSource> Roles::source(DeskId desk, PersonId person, Role role) {
    auto row = database_.prepare(
        "SELECT source FROM roles WHERE desk_id = ? AND person_id = ? AND role = ?");
    row.bind(desk).bind(person).bind(to_text(role));
    if (!row.step()) return std::nullopt;
    return row.text("source") == "config" ? RoleSource::config : RoleSource::command;
}

bool Roles::revoke(DeskId desk, PersonId person, Role role) {
    return database_.prepare("DELETE FROM roles WHERE desk_id = ? AND person_id = ? AND role = ?")
               .bind(desk)
               .bind(person)
               .bind(to_text(role))
               .run() == 1;
}

void Roles::clear_configured(DeskId desk) {
    database_.prepare("DELETE FROM roles WHERE desk_id = ? AND source = 'config'").bind(desk).run();
}

} // namespace peerdesk::storage
