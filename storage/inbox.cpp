// SPDX-License-Identifier: MIT
#include "storage/inbox.hpp"

namespace peerdesk::storage {

std::optional<std::int64_t> Inbox::remember(std::string_view network, std::string_view key,
                                            std::string_view wire, Time received) {
    const int added =
        database_
            .prepare("INSERT INTO inbox (network, event_key, received_ms, state, wire)"
                     " VALUES (?, ?, ?, 'done', ?) ON CONFLICT (network, event_key) DO NOTHING")
            .bind(network)
            .bind(key)
            .bind(received)
            .bind(wire)
            .run();
    if (added == 0) return std::nullopt;
    return database_.last_row_id();
}

void Inbox::set_person(std::int64_t id, PersonId person) {
    database_.prepare("UPDATE inbox SET person_id = ? WHERE id = ?").bind(person).bind(id).run();
}

void Inbox::redact(std::int64_t id) {
    database_.prepare("UPDATE inbox SET wire = NULL WHERE id = ?").bind(id).run();
}

// Keys of messages are "m:" and the id; an edit has its own id and names the message within.
void Inbox::redact_message(std::string_view network, std::string_view remote_id) {
    const std::string key = "m:" + std::string(remote_id);
    database_.prepare("UPDATE inbox SET wire = NULL WHERE network = ? AND event_key = ?")
        .bind(network)
        .bind(key)
        .run();
    database_
        .prepare("UPDATE inbox SET wire = NULL WHERE id IN (SELECT inbox_id FROM message_edits"
                 " WHERE message_id IN (SELECT id FROM ticket_messages WHERE network = ?1"
                 " AND remote_id = ?2 AND remote_id <> ''))")
        .bind(network)
        .bind(remote_id)
        .run();
}

void Inbox::park(std::string_view network, std::string_view key, std::string_view wire,
                 std::string_view error, Time received) {
    database_
        .prepare("INSERT INTO inbox (network, event_key, received_ms, state, wire, error)"
                 " VALUES (?, ?, ?, 'parked', ?, ?) ON CONFLICT (network, event_key) DO UPDATE"
                 " SET state = 'parked', wire = excluded.wire, error = excluded.error")
        .bind(network)
        .bind(key)
        .bind(received)
        .bind(wire)
        .bind(error)
        .run();
}

std::vector<ParkedEvent> Inbox::parked(int limit) {
    auto row = database_.prepare("SELECT id, network, event_key, wire, error FROM inbox"
                                 " WHERE state = 'parked' ORDER BY id LIMIT ?");
    row.bind(limit);
    std::vector<ParkedEvent> found;
    while (row.step())
        found.push_back({.id = row.integer("id"),
                         .network = row.text("network"),
                         .event_key = row.text("event_key"),
                         .wire = row.text("wire"),
                         .error = row.text("error")});
    return found;
}

std::int64_t Inbox::count_parked() {
    auto row = database_.prepare("SELECT count(*) AS n FROM inbox WHERE state = 'parked'");
    row.step();
    return row.integer("n");
}

int Inbox::empty_bodies(Time received_before, int limit) {
    return database_
        .prepare("UPDATE inbox SET wire = NULL WHERE id IN (SELECT id FROM inbox"
                 " WHERE wire IS NOT NULL AND received_ms < ? ORDER BY received_ms, id LIMIT ?)")
        .bind(received_before)
        .bind(limit)
        .run();
}

} // namespace peerdesk::storage
