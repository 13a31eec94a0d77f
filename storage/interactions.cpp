// SPDX-License-Identifier: MIT
#include "storage/interactions.hpp"

namespace peerdesk::storage {

void Interactions::add(const Interaction& interaction) {
    auto row = database_.prepare(
        "INSERT INTO interactions (happened_ms, recorded_ms, week, kind, actor_id, subject_id,"
        " ticket_id, introduction_id, skill_id, desk_id, network, language, cause, week_24h, "
        "week_72h, waited_ms,"
        " covered_minutes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(interaction.happened).bind(interaction.recorded).bind(interaction.week);
    row.bind(interaction.kind).bind(interaction.actor).bind(interaction.subject);
    row.bind(interaction.ticket)
        .bind(interaction.introduction)
        .bind(interaction.skill)
        .bind(interaction.desk);
    row.bind(interaction.network).bind(interaction.language);
    row.bind(interaction.cause == Cause::person ? "person" : "program");
    row.bind(interaction.week_24h).bind(interaction.week_72h);
    row.bind(interaction.waited_ms).bind(interaction.covered_minutes).run();
}

SkillId Interactions::skill_named(std::string_view name, std::string_view folded) {
    auto row = database_.prepare("SELECT id FROM skills WHERE folded = ?");
    row.bind(folded);
    if (row.step()) return row.id<SkillId>("id");
    database_.prepare("INSERT INTO skills (name, folded) VALUES (?, ?)")
        .bind(name)
        .bind(folded)
        .run();
    return SkillId{database_.last_row_id()};
}

bool Interactions::has(std::string_view kind, PersonId actor, SkillId skill) {
    auto row = database_.prepare("SELECT 1 FROM interactions WHERE actor_id = ?1 AND kind = ?2"
                                 " AND (?3 IS NULL OR skill_id = ?3) LIMIT 1");
    row.bind(actor).bind(kind).bind(skill);
    return row.step();
}

bool Interactions::happened(std::string_view kind, TicketId ticket) {
    auto row =
        database_.prepare("SELECT 1 FROM interactions WHERE ticket_id = ? AND kind = ? LIMIT 1");
    row.bind(ticket).bind(kind);
    return row.step();
}

std::int64_t Interactions::count(std::string_view kind, PersonId actor) {
    auto row = database_.prepare("SELECT count(*) AS n FROM interactions"
                                 " WHERE actor_id = ? AND kind = ?");
    row.bind(actor).bind(kind).step();
    return row.integer("n");
}

std::vector<Interactions::Wait> Interactions::waits(DeskId desk, Time since, int limit) {
    auto row = database_.prepare("SELECT happened_ms, waited_ms FROM interactions"
                                 " WHERE desk_id = ? AND kind = 'answered' AND happened_ms >= ?"
                                 " AND waited_ms IS NOT NULL"
                                 " ORDER BY happened_ms DESC, id DESC LIMIT ?");
    row.bind(desk).bind(since).bind(limit);
    std::vector<Wait> found;
    while (row.step()) {
        const std::chrono::milliseconds waited{row.integer("waited_ms")};
        found.push_back({row.time("happened_ms") - waited, waited});
    }
    return found;
}

int Interactions::answers_since(DeskId desk, PersonId person, Time since) {
    auto row =
        database_.prepare("SELECT count(*) AS n FROM (SELECT 1 FROM interactions WHERE actor_id = ?"
                          " AND kind = 'answered' AND desk_id = ? AND happened_ms >= ? LIMIT ?)");
    row.bind(person).bind(desk).bind(since).bind(answers_count_max).step();
    return static_cast<int>(row.integer("n"));
}

} // namespace peerdesk::storage
