// SPDX-License-Identifier: MIT
#include "storage/people.hpp"

#include <algorithm>

namespace peerdesk::storage {

namespace {

constexpr int named_max = 10;

Person person_from(const Statement& row) {
    return {.id = row.id<PersonId>("id"),
            .name = row.text("name"),
            .language = row.text("language"),
            .guessed_language = row.text("guessed_language"),
            .was_told_language = row.integer("was_told_language") != 0,
            .first_seen = row.time("first_seen_ms")};
}

Identity identity_from(const Statement& row) {
    return {.id = row.id<IdentityId>("id"),
            .person = row.id<PersonId>("person_id"),
            .network = row.text("network"),
            .account = row.text("account"),
            .is_guest = row.text("kind") == "guest",
            .name = row.text("name"),
            .desk = row.id<DeskId>("desk_id"),
            .last_seen = row.time_if("last_seen_ms"),
            .window_start = row.time("window_start_ms"),
            .window_count = static_cast<int>(row.integer("window_count")),
            .is_known_responder = row.integer("is_known_responder") != 0};
}

} // namespace

std::optional<Person> People::find(PersonId id) {
    auto row = database_.prepare("SELECT * FROM persons WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return person_from(row);
}

std::optional<Identity> People::find_identity(std::string_view network, std::string_view account) {
    auto row = database_.prepare("SELECT * FROM identities WHERE network = ? AND account = ?");
    row.bind(network).bind(account);
    if (!row.step()) return std::nullopt;
    return identity_from(row);
}

std::vector<Identity> People::identities_of(PersonId person) {
    auto row = database_.prepare("SELECT * FROM identities WHERE person_id = ?"
                                 " ORDER BY last_seen_ms IS NULL, last_seen_ms DESC, id DESC");
    row.bind(person);
    std::vector<Identity> found;
    while (row.step())
        found.push_back(identity_from(row));
    return found;
}

std::vector<Person> People::named(std::string_view name) {
    // Reads every identity: only people who type a name to the bot cause this.
    auto row = database_.prepare(
        "SELECT * FROM persons WHERE id IN ("
        " SELECT person_id FROM identities WHERE name = ?1 COLLATE NOCASE"
        "  OR account = ?1 COLLATE NOCASE OR account = 'a:' || ?1 COLLATE NOCASE"
        " UNION SELECT id FROM persons WHERE name = ?1 COLLATE NOCASE AND merged_into IS NULL)"
        " AND erased_ms IS NULL ORDER BY id LIMIT ?2");
    row.bind(name).bind(named_max);
    std::vector<Person> found;
    if (name.empty()) return found;
    while (row.step())
        found.push_back(person_from(row));
    return found;
}

Identity People::add(std::string_view network, std::string_view account, bool is_guest,
                     std::string_view name, Time now) {
    database_.prepare("INSERT INTO persons (name, first_seen_ms) VALUES (?, ?)")
        .bind(name)
        .bind(now)
        .run();
    const PersonId person{database_.last_row_id()};
    database_
        .prepare("INSERT INTO identities (person_id, network, account, kind, name)"
                 " VALUES (?, ?, ?, ?, ?)")
        .bind(person)
        .bind(network)
        .bind(account)
        .bind(is_guest ? "guest" : "account")
        .bind(name)
        .run();
    return {.id = IdentityId{database_.last_row_id()},
            .person = person,
            .network = std::string(network),
            .account = std::string(account),
            .is_guest = is_guest,
            .name = std::string(name),
            .desk = {},
            .last_seen = std::nullopt,
            .window_start = Time{},
            .window_count = 0,
            .is_known_responder = false};
}

void People::touch(const Identity& identity) {
    database_
        .prepare("UPDATE identities SET name = ?, last_seen_ms = ?, window_start_ms = ?,"
                 " window_count = ? WHERE id = ?")
        .bind(identity.name)
        .bind(identity.last_seen)
        .bind(identity.window_start)
        .bind(identity.window_count)
        .bind(identity.id)
        .run();
}

void People::rename_person(PersonId person, std::string_view name) {
    database_.prepare("UPDATE persons SET name = ? WHERE id = ?").bind(name).bind(person).run();
}

void People::set_language(PersonId person, std::string_view language) {
    database_.prepare("UPDATE persons SET language = ? WHERE id = ?")
        .bind(language)
        .bind(person)
        .run();
}

void People::set_guessed_language(PersonId person, std::string_view language) {
    database_.prepare("UPDATE persons SET guessed_language = ? WHERE id = ?")
        .bind(language)
        .bind(person)
        .run();
}

void People::set_told_language(PersonId person) {
    database_.prepare("UPDATE persons SET was_told_language = 1 WHERE id = ?").bind(person).run();
}

void People::set_desk(IdentityId identity, DeskId desk) {
    database_.prepare("UPDATE identities SET desk_id = ? WHERE id = ?")
        .bind(desk)
        .bind(identity)
        .run();
}

void People::set_known_responder(IdentityId identity, bool is_known) {
    database_.prepare("UPDATE identities SET is_known_responder = ? WHERE id = ?")
        .bind(is_known)
        .bind(identity)
        .run();
}

void People::move_identity(IdentityId identity, PersonId to) {
    database_.prepare("UPDATE identities SET person_id = ? WHERE id = ?")
        .bind(to)
        .bind(identity)
        .run();
}

} // namespace peerdesk::storage
