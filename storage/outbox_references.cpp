// SPDX-License-Identifier: MIT
// Rows that hang on others: copies of a message, changes of a card, threads.
#include "storage/outbox.hpp"

#include "storage/outbox_rows.hpp"

namespace peerdesk::storage {

std::vector<OutboxRow> Outbox::copies_of(MessageId message) {
    auto rows = database_.prepare("SELECT * FROM outbox WHERE copy_of = ? AND act = 'say'"
                                  " ORDER BY id");
    rows.bind(message);
    return all_of(rows);
}

std::vector<OutboxRow> Outbox::copies_by(PersonId person) {
    auto rows = database_.prepare("SELECT o.* FROM ticket_messages AS m JOIN outbox AS o"
                                  " ON o.copy_of = m.id WHERE m.person_id = ? AND o.act = 'say'"
                                  " AND o.remote_id <> '' AND NOT EXISTS (SELECT 1 FROM outbox AS r"
                                  " WHERE r.target_row = o.id AND r.act = 'remove') ORDER BY o.id");
    rows.bind(person);
    return all_of(rows);
}

std::optional<OutboxRow> Outbox::find_remote(std::string_view network, std::string_view remote_id) {
    if (remote_id.empty()) return std::nullopt;
    auto row = database_.prepare("SELECT * FROM outbox WHERE network = ? AND remote_id = ?"
                                 " AND remote_id <> '' AND act = 'say' ORDER BY id DESC LIMIT 1");
    row.bind(network).bind(remote_id);
    if (!row.step()) return std::nullopt;
    return row_from(row);
}

OutboxId Outbox::queued_change_of(OutboxId target) {
    auto row = database_.prepare("SELECT id FROM outbox WHERE target_row = ? AND act = 'change'"
                                 " AND state IN ('queued', 'held') AND first_sent_ms IS NULL"
                                 " ORDER BY id DESC LIMIT 1");
    row.bind(target);
    return row.step() ? row.id<OutboxId>("id") : OutboxId{};
}

std::optional<OutboxRow> Outbox::find_thread(std::string_view network, std::string_view remote_id) {
    if (remote_id.empty()) return std::nullopt;
    auto row = database_.prepare("SELECT * FROM outbox WHERE network = ? AND remote_id = ?"
                                 " AND remote_id <> '' AND act = 'open_thread'"
                                 " ORDER BY id DESC LIMIT 1");
    row.bind(network).bind(remote_id);
    if (!row.step()) return std::nullopt;
    return row_from(row);
}

bool Outbox::is_thread_closed(OutboxId thread_row) {
    auto row = database_.prepare("SELECT act FROM outbox WHERE target_row = ?"
                                 " AND act IN ('close_thread', 'reopen_thread')"
                                 " AND state <> 'failed' ORDER BY id DESC LIMIT 1");
    row.bind(thread_row);
    return row.step() && row.text("act") == "close_thread";
}

std::vector<OutboxRow> Outbox::owed_in_thread(OutboxId thread_row) {
    auto rows = database_.prepare("SELECT * FROM outbox WHERE (thread_row = ?1 OR target_row = ?1)"
                                  " AND state IN ('queued', 'held', 'sending') ORDER BY id");
    rows.bind(thread_row);
    return all_of(rows);
}

std::string Outbox::latest_in_thread(OutboxId thread_row) {
    auto row = database_.prepare("SELECT remote_id FROM outbox WHERE thread_row = ?"
                                 " AND remote_id <> '' AND act = 'say' ORDER BY id DESC LIMIT 1");
    row.bind(thread_row);
    return row.step() ? row.text("remote_id") : std::string{};
}

void Outbox::forget_references(const StoredPlace& place, Time now) {
    const auto run = [&](const char* sql) {
        database_.prepare(sql)
            .bind(place.network)
            .bind(kind_of(place))
            .bind(place.id)
            .bind(now)
            .run();
    };
    // What hangs on a row that waits as well goes to the new place with it.
    run("UPDATE outbox AS o SET state = 'failed', reason = 'renewed', finished_ms = ?4"
        " WHERE network = ?1 AND place_kind = ?2 AND place_id = ?3"
        " AND state IN ('queued', 'held') AND act <> 'say' AND NOT EXISTS (SELECT 1 FROM outbox"
        "  AS t WHERE t.id = o.target_row AND t.state IN ('queued', 'held'))");
    run("UPDATE outbox AS o SET thread = '', target = '',"
        " thread_row = (SELECT id FROM outbox AS t WHERE t.id = o.thread_row"
        "  AND t.state IN ('queued', 'held')),"
        " target_row = (SELECT id FROM outbox AS t WHERE t.id = o.target_row"
        "  AND t.state IN ('queued', 'held'))"
        " WHERE network = ?1 AND place_kind = ?2 AND place_id = ?3"
        " AND state IN ('queued', 'held', 'sending') AND ?4 IS NOT NULL");
    run("UPDATE outbox SET remote_id = '' WHERE network = ?1 AND place_kind = ?2"
        " AND place_id = ?3 AND state IN ('sent', 'unconfirmed') AND ?4 IS NOT NULL");
}

} // namespace peerdesk::storage
