// SPDX-License-Identifier: MIT
#include "storage/volunteers.hpp"

namespace peerdesk::storage {

namespace {

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return parts;
}

std::string join(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += ',';
        text += part;
    }
    return text;
}

} // namespace

Volunteer Volunteers::get(PersonId person) {
    Volunteer found;
    found.person = person;
    auto row = database_.prepare("SELECT * FROM volunteers WHERE person_id = ?");
    row.bind(person);
    if (!row.step()) return found;
    found.hours = row.text("hours");
    found.is_paused = row.integer("paused") != 0;
    found.paused_until = row.time_if("paused_until_ms");
    if (const auto limit = row.integer_if("ticket_limit"))
        found.ticket_limit = static_cast<int>(*limit);
    found.languages = split(row.text("languages"));
    found.last_asked = row.time_if("last_asked_ms");
    return found;
}

void Volunteers::put(const Volunteer& volunteer) {
    database_
        .prepare("INSERT OR REPLACE INTO volunteers (person_id, hours, paused, paused_until_ms,"
                 " ticket_limit, languages, last_asked_ms) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(volunteer.person)
        .bind(volunteer.hours)
        .bind(volunteer.is_paused)
        .bind(volunteer.paused_until)
        .bind(volunteer.ticket_limit)
        .bind(join(volunteer.languages))
        .bind(volunteer.last_asked)
        .run();
}

void Volunteers::set_last_asked(PersonId person, Time now) {
    database_
        .prepare("INSERT INTO volunteers (person_id, last_asked_ms) VALUES (?, ?)"
                 " ON CONFLICT (person_id) DO UPDATE SET last_asked_ms = excluded.last_asked_ms")
        .bind(person)
        .bind(now)
        .run();
}

void PassPhrases::set(DeskId desk, std::string_view network, PersonId person, std::string_view hash,
                      PersonId by, Time now) {
    database_
        .prepare("INSERT OR REPLACE INTO pass_phrases (desk_id, network, person_id, phrase_hash,"
                 " set_by, set_ms) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(desk)
        .bind(network)
        .bind(person)
        .bind(hash)
        .bind(by)
        .bind(now)
        .run();
}

void PassPhrases::remove(DeskId desk, PersonId person) {
    database_.prepare("DELETE FROM pass_phrases WHERE desk_id = ? AND person_id = ?")
        .bind(desk)
        .bind(person)
        .run();
}

std::vector<PassPhrase> PassPhrases::of_desk(DeskId desk, std::string_view network, int limit) {
    auto row = database_.prepare("SELECT person_id, phrase_hash FROM pass_phrases"
                                 " WHERE desk_id = ? AND network = ? ORDER BY person_id LIMIT ?");
    row.bind(desk).bind(network).bind(limit);
    std::vector<PassPhrase> found;
    while (row.step())
        found.push_back({row.id<PersonId>("person_id"), row.text("phrase_hash")});
    return found;
}

void PassPhrases::note_failure(std::string_view scope, Time now) {
    database_.prepare("INSERT INTO phrase_failures (scope, at_ms) VALUES (?, ?)")
        .bind(scope)
        .bind(now)
        .run();
}

void PassPhrases::forget_failures(Time before) {
    database_.prepare("DELETE FROM phrase_failures WHERE at_ms < ?").bind(before).run();
}

int PassPhrases::failures_since(std::string_view scope, Time since) {
    auto row = database_.prepare("SELECT count(*) AS n FROM phrase_failures"
                                 " WHERE scope = ? AND at_ms >= ?");
    row.bind(scope).bind(since).step();
    return static_cast<int>(row.integer("n"));
}

} // namespace peerdesk::storage
