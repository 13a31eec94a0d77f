// SPDX-License-Identifier: MIT
#include "storage/cards.hpp"

namespace peerdesk::storage {

void Cards::set(const Card& card) {
    database_
        .prepare(
            "INSERT OR REPLACE INTO cards (ticket_id, network, place_id, outbox_id, thread_row)"
            " VALUES (?, ?, ?, ?, ?)")
        .bind(card.ticket)
        .bind(card.place.network)
        .bind(card.place.id)
        .bind(card.row)
        .bind(card.thread_row)
        .run();
}

OutboxId Cards::find(TicketId ticket, const StoredPlace& place) {
    auto row = database_.prepare("SELECT outbox_id FROM cards WHERE ticket_id = ? AND network = ?"
                                 " AND place_id = ?");
    row.bind(ticket).bind(place.network).bind(place.id);
    return row.step() ? row.id<OutboxId>("outbox_id") : OutboxId{};
}

OutboxId Cards::thread(TicketId ticket, const StoredPlace& place) {
    auto row = database_.prepare("SELECT coalesce(thread_row, outbox_id) AS id FROM cards"
                                 " WHERE ticket_id = ? AND network = ? AND place_id = ?");
    row.bind(ticket).bind(place.network).bind(place.id);
    return row.step() ? row.id<OutboxId>("id") : OutboxId{};
}

OutboxId Cards::opened_thread(TicketId ticket, const StoredPlace& place) {
    auto row = database_.prepare("SELECT thread_row FROM cards WHERE ticket_id = ? AND network = ?"
                                 " AND place_id = ?");
    row.bind(ticket).bind(place.network).bind(place.id);
    return row.step() ? row.id<OutboxId>("thread_row") : OutboxId{};
}

std::optional<Card> Cards::in_thread(OutboxId thread_row) {
    auto row = database_.prepare("SELECT * FROM cards WHERE thread_row = ?");
    row.bind(thread_row);
    if (!row.step()) return std::nullopt;
    return Card{row.id<TicketId>("ticket_id"),
                {row.text("network"), false, row.text("place_id")},
                row.id<OutboxId>("outbox_id"),
                thread_row};
}

std::vector<Card> Cards::of(TicketId ticket) {
    auto row = database_.prepare("SELECT network, place_id, outbox_id, thread_row FROM cards"
                                 " WHERE ticket_id = ? ORDER BY network, place_id");
    row.bind(ticket);
    std::vector<Card> found;
    while (row.step())
        found.push_back({ticket,
                         {row.text("network"), false, row.text("place_id")},
                         row.id<OutboxId>("outbox_id"),
                         row.id<OutboxId>("thread_row")});
    return found;
}

std::optional<TicketId> Cards::ticket_of(OutboxId card) {
    auto row = database_.prepare("SELECT ticket_id FROM cards WHERE outbox_id = ?");
    row.bind(card);
    if (!row.step()) return std::nullopt;
    return row.id<TicketId>("ticket_id");
}

std::vector<TicketId> Cards::unclosed_at(const StoredPlace& place, int limit) {
    auto row = database_.prepare("SELECT c.ticket_id FROM cards AS c JOIN tickets AS t"
                                 " ON t.id = c.ticket_id WHERE c.network = ? AND c.place_id = ?"
                                 " AND t.state <> 'closed' ORDER BY c.ticket_id LIMIT ?");
    row.bind(place.network).bind(place.id).bind(limit);
    std::vector<TicketId> found;
    while (row.step())
        found.push_back(row.id<TicketId>("ticket_id"));
    return found;
}

void Cards::leave_threads(const StoredPlace& place, Time now) {
    database_
        .prepare("UPDATE outbox AS o SET thread_row = (SELECT c.outbox_id FROM cards AS c"
                 "  WHERE c.thread_row = o.thread_row AND c.outbox_id <> o.id)"
                 " WHERE network = ?1 AND place_kind = 'room' AND place_id = ?2"
                 " AND state IN ('queued', 'held', 'sending') AND thread_row IN"
                 "  (SELECT thread_row FROM cards WHERE network = ?1 AND place_id = ?2)")
        .bind(place.network)
        .bind(place.id)
        .run();
    database_
        .prepare("UPDATE outbox SET state = 'failed', reason = 'no threads', finished_ms = ?3"
                 " WHERE network = ?1 AND place_kind = 'room' AND place_id = ?2"
                 " AND state IN ('queued', 'held')"
                 " AND act IN ('open_thread', 'close_thread', 'reopen_thread')")
        .bind(place.network)
        .bind(place.id)
        .bind(now)
        .run();
    database_.prepare("UPDATE cards SET thread_row = NULL WHERE network = ? AND place_id = ?")
        .bind(place.network)
        .bind(place.id)
        .run();
}

void Cards::forget_row(OutboxId row) {
    database_.prepare("DELETE FROM cards WHERE outbox_id = ?").bind(row).run();
}

void Cards::forget_place(const StoredPlace& place) {
    // One on its way may stand in the old room already; if not it is not sent again, since a new
    // card takes its place.
    database_
        .prepare("UPDATE outbox SET body = NULL WHERE state = 'sending' AND id IN (SELECT"
                 " outbox_id FROM cards WHERE network = ? AND place_id = ?)")
        .bind(place.network)
        .bind(place.id)
        .run();
    database_
        .prepare("DELETE FROM cards WHERE network = ? AND place_id = ? AND outbox_id NOT IN"
                 " (SELECT id FROM outbox WHERE state IN ('queued', 'held'))")
        .bind(place.network)
        .bind(place.id)
        .run();
}

} // namespace peerdesk::storage
