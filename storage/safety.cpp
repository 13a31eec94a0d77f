// SPDX-License-Identifier: MIT
#include "storage/safety.hpp"

namespace peerdesk::storage {

namespace {

std::string_view to_text(CodeKind kind) {
    return kind == CodeKind::link ? "link" : "resume";
}

std::optional<Code> code_from(Statement& row) {
    if (!row.step()) return std::nullopt;
    return Code{.code = row.text("code"),
                .kind = row.text("kind") == "link" ? CodeKind::link : CodeKind::resume,
                .person = row.id<PersonId>("person_id"),
                .ticket = row.id<TicketId>("ticket_id"),
                .expires = row.time_if("expires_ms")};
}

} // namespace

std::optional<Block> Blocks::find(DeskId desk, PersonId person, Time now) {
    auto row = database_.prepare("SELECT * FROM blocks WHERE desk_id = ? AND person_id = ?"
                                 " AND (until_ms IS NULL OR until_ms > ?)");
    row.bind(desk).bind(person).bind(now);
    if (!row.step()) return std::nullopt;
    return Block{.desk = row.id<DeskId>("desk_id"),
                 .person = row.id<PersonId>("person_id"),
                 .until = row.time_if("until_ms"),
                 .reason = row.text("reason"),
                 .by = row.id<PersonId>("blocked_by"),
                 .was_told = row.integer("was_told") != 0};
}

void Blocks::add(const Block& block, Time now) {
    database_
        .prepare("INSERT INTO blocks (desk_id, person_id, until_ms, reason, blocked_by,"
                 " blocked_ms, was_told) VALUES (?, ?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT (desk_id, person_id) DO UPDATE SET until_ms = excluded.until_ms,"
                 " reason = excluded.reason, blocked_by = excluded.blocked_by,"
                 " blocked_ms = excluded.blocked_ms, was_told = excluded.was_told")
        .bind(block.desk)
        .bind(block.person)
        .bind(block.until)
        .bind(block.reason)
        .bind(block.by)
        .bind(now)
        .bind(block.was_told)
        .run();
}

bool Blocks::remove(DeskId desk, PersonId person) {
    return database_.prepare("DELETE FROM blocks WHERE desk_id = ? AND person_id = ?")
               .bind(desk)
               .bind(person)
               .run() == 1;
}

void Blocks::set_told(DeskId desk, PersonId person) {
    database_.prepare("UPDATE blocks SET was_told = 1 WHERE desk_id = ? AND person_id = ?")
        .bind(desk)
        .bind(person)
        .run();
}

void Audit::add(Time at, DeskId desk, PersonId actor, std::string_view action, PersonId subject,
                std::string_view detail) {
    database_
        .prepare("INSERT INTO audit (at_ms, desk_id, actor_id, action, subject_id, detail)"
                 " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(at)
        .bind(desk)
        .bind(actor)
        .bind(action)
        .bind(subject)
        .bind(detail)
        .run();
}

void Codes::add(const Code& code) {
    database_
        .prepare("INSERT INTO codes (code, kind, person_id, ticket_id, expires_ms)"
                 " VALUES (?, ?, ?, ?, ?)")
        .bind(code.code)
        .bind(to_text(code.kind))
        .bind(code.person)
        .bind(code.ticket)
        .bind(code.expires)
        .run();
}

std::optional<Code> Codes::find(std::string_view code, CodeKind kind, Time now) {
    auto row = database_.prepare("SELECT * FROM codes WHERE code = ? AND kind = ?"
                                 " AND used_ms IS NULL"
                                 " AND (expires_ms IS NULL OR expires_ms > ?)");
    row.bind(code).bind(to_text(kind)).bind(now);
    return code_from(row);
}

std::optional<Code> Codes::of_ticket(TicketId ticket) {
    auto row = database_.prepare("SELECT * FROM codes WHERE ticket_id = ? AND used_ms IS NULL"
                                 " ORDER BY rowid DESC LIMIT 1");
    row.bind(ticket);
    return code_from(row);
}

void Codes::set_used(std::string_view code, Time now) {
    database_.prepare("UPDATE codes SET used_ms = ? WHERE code = ?").bind(now).bind(code).run();
}

void Codes::remove_of(PersonId person, CodeKind kind) {
    database_.prepare("DELETE FROM codes WHERE person_id = ? AND kind = ?")
        .bind(person)
        .bind(to_text(kind))
        .run();
}

void Codes::remove_stale(Time now) {
    database_
        .prepare("DELETE FROM codes WHERE used_ms IS NOT NULL OR expires_ms < ?"
                 " OR ticket_id IN (SELECT id FROM tickets WHERE is_emptied = 1)")
        .bind(now)
        .run();
}

int RoomWindows::count_message(std::string_view network, std::string_view place_id, Time now,
                               std::chrono::milliseconds length) {
    // A window that lies in the future was counted before the clock jumped back: begin anew.
    auto row =
        database_.prepare("INSERT INTO rooms (network, place_id, window_start_ms, window_count)"
                          " VALUES (?1, ?2, ?3, 1) ON CONFLICT (network, place_id) DO UPDATE SET"
                          " window_count = CASE WHEN window_start_ms BETWEEN ?3 - ?4 + 1 AND ?3"
                          "  THEN window_count + 1 ELSE 1 END,"
                          " window_start_ms = CASE WHEN window_start_ms BETWEEN ?3 - ?4 + 1 AND ?3"
                          "  THEN window_start_ms ELSE ?3 END"
                          " RETURNING window_count");
    row.bind(network).bind(place_id).bind(now).bind(std::int64_t{length.count()}).step();
    return static_cast<int>(row.integer("window_count"));
}

} // namespace peerdesk::storage
