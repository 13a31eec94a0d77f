// SPDX-License-Identifier: MIT
#include "storage/timers.hpp"

namespace peerdesk::storage {

TimerId Timers::add(const Timer& timer) {
    database_
        .prepare("INSERT INTO timers (due_ms, kind, desk_id, ticket_id, person_id, payload)"
                 " VALUES (?, ?, ?, ?, ?, ?)")
        .bind(timer.due)
        .bind(timer.kind)
        .bind(timer.desk)
        .bind(timer.ticket)
        .bind(timer.person)
        .bind(timer.payload)
        .run();
    return TimerId{database_.last_row_id()};
}

void Timers::remove(TimerId id) {
    database_.prepare("DELETE FROM timers WHERE id = ?").bind(id).run();
}

bool Timers::take(const Timer& timer) {
    return database_.prepare("DELETE FROM timers WHERE id = ? AND due_ms = ? AND kind = ?")
               .bind(timer.id)
               .bind(timer.due)
               .bind(timer.kind)
               .run() == 1;
}

void Timers::remove_for(TicketId ticket, std::string_view kind) {
    database_.prepare("DELETE FROM timers WHERE ticket_id = ?1 AND (?2 = '' OR kind = ?2)")
        .bind(ticket)
        .bind(kind)
        .run();
}

void Timers::put_off(TicketId ticket, std::chrono::milliseconds by) {
    database_.prepare("UPDATE timers SET due_ms = due_ms + ? WHERE ticket_id = ?")
        .bind(std::int64_t{by.count()})
        .bind(ticket)
        .run();
}

std::vector<Timer> Timers::due(Time now, int limit) {
    auto row = database_.prepare("SELECT * FROM timers WHERE due_ms <= ? ORDER BY due_ms, id"
                                 " LIMIT ?");
    row.bind(now).bind(limit);
    std::vector<Timer> found;
    while (row.step())
        found.push_back({.id = row.id<TimerId>("id"),
                         .due = row.time("due_ms"),
                         .kind = row.text("kind"),
                         .desk = row.id<DeskId>("desk_id"),
                         .ticket = row.id<TicketId>("ticket_id"),
                         .person = row.id<PersonId>("person_id"),
                         .payload = row.text("payload")});
    return found;
}

std::optional<Time> Timers::next_due() {
    auto row = database_.prepare("SELECT min(due_ms) AS due FROM timers");
    row.step();
    return row.time_if("due");
}

bool Timers::has_kind(DeskId desk, std::string_view kind) {
    // A desk's own timers first: they have an index of their own.
    auto own = database_.prepare("SELECT 1 FROM timers WHERE kind = ? AND desk_id IS ?"
                                 " AND ticket_id IS NULL LIMIT 1");
    own.bind(kind).bind(desk);
    if (own.step()) return true;
    auto any = database_.prepare("SELECT 1 FROM timers WHERE kind = ? AND desk_id IS ?"
                                 " AND ticket_id IS NOT NULL LIMIT 1");
    any.bind(kind).bind(desk);
    return any.step();
}

} // namespace peerdesk::storage
