// SPDX-License-Identifier: MIT
#include "storage/outbox.hpp"

#include "storage/outbox_rows.hpp"

#include <string>
#include <utility>

namespace peerdesk::storage {

namespace {

/// The end of a CASE for the state of a row `o` that is owed again: nothing overtakes what is held
/// in its place.
const std::string held_or_queued =
    " WHEN EXISTS (SELECT 1 FROM outbox AS h WHERE h.network = o.network"
    "  AND h.place_id = o.place_id AND h.place_kind = o.place_kind AND h.state = 'held')"
    " THEN 'held' ELSE 'queued' END";

} // namespace

OutboxId Outbox::add(const OutboxRow& row) {
    // One statement, so that a row never overtakes those held before it.
    auto insert = database_.prepare(
        "INSERT INTO outbox (network, place_kind, place_id, body, state, repeat_rule, is_repeat,"
        " ticket_id, message_id, person_id, created_ms, act, voice, html, thread, thread_row,"
        " target, target_row, mentions, attachment, copy_of, buttons)"
        " VALUES (?1, ?2, ?3, ?4, CASE WHEN ?5 = 'held' OR EXISTS (SELECT 1 FROM outbox"
        "  WHERE network = ?1 AND place_id = ?3 AND place_kind = ?2 AND state = 'held')"
        " THEN 'held' ELSE 'queued' END, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
        " ?18, ?19, ?20, ?21, ?22)");
    insert.bind(row.place.network).bind(kind_of(row.place)).bind(row.place.id).bind(row.body);
    insert.bind(to_text(row.state)).bind(to_text(row.repeat)).bind(row.is_repeat);
    insert.bind(row.ticket).bind(row.message).bind(row.person).bind(row.created);
    insert.bind(to_text(row.act)).bind(to_text(row.voice)).bind(row.html);
    insert.bind(row.thread).bind(row.thread_row).bind(row.target).bind(row.target_row);
    insert.bind(row.mentions).bind(row.attachment).bind(row.copy_of).bind(row.buttons).run();
    return OutboxId{database_.last_row_id()};
}

std::optional<OutboxRow> Outbox::find(OutboxId id) {
    auto row = database_.prepare("SELECT * FROM outbox WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return row_from(row);
}

std::vector<OutboxRow> Outbox::queued(std::string_view network, std::size_t limit) {
    auto rows = database_.prepare("SELECT * FROM outbox WHERE network = ? AND state = 'queued'"
                                  " ORDER BY id LIMIT ?");
    rows.bind(network).bind(static_cast<std::int64_t>(limit));
    return all_of(rows);
}

std::size_t Outbox::count_sending(std::string_view network) {
    auto row = database_.prepare("SELECT count(*) AS n FROM outbox"
                                 " WHERE network = ? AND state = 'sending'");
    row.bind(network).step();
    return static_cast<std::size_t>(row.integer("n"));
}

void Outbox::set_sending(OutboxId id, Time now) {
    database_
        .prepare("UPDATE outbox SET state = 'sending', attempts = attempts + 1,"
                 " first_sent_ms = coalesce(first_sent_ms, ?) WHERE id = ?")
        .bind(now)
        .bind(id)
        .run();
}

void Outbox::finish(OutboxId id, OutboxState state, std::string_view remote_id,
                    std::string_view reason, Time now) {
    database_
        .prepare("UPDATE outbox SET state = ?, remote_id = ?, reason = ?, finished_ms = ?"
                 " WHERE id = ?")
        .bind(to_text(state))
        .bind(remote_id)
        .bind(reason)
        .bind(now)
        .bind(id)
        .run();
}

// A row without a body was emptied by `forget me` while an adapter had it: it ends here.
void Outbox::requeue(OutboxId id, bool is_repeat) {
    static const std::string sql =
        "UPDATE outbox AS o SET state = CASE WHEN body IS NULL THEN 'failed'" + held_or_queued +
        ", is_repeat = max(is_repeat, ?), finished_ms = NULL WHERE id = ?";
    database_.prepare(sql.c_str()).bind(is_repeat).bind(id).run();
}

void Outbox::hold(const OutboxRow& row, std::string_view reason) {
    database_
        .prepare("UPDATE outbox SET state = CASE WHEN body IS NULL THEN 'failed' ELSE 'held' END,"
                 " reason = ? WHERE id = ?")
        .bind(reason)
        .bind(row.id)
        .run();
    hold_place(row.place, reason);
}

int Outbox::release_place(const StoredPlace& place) {
    return database_
        .prepare("UPDATE outbox SET state = 'queued', reason = '' WHERE network = ?"
                 " AND place_kind = ? AND place_id = ? AND state = 'held'")
        .bind(place.network)
        .bind(kind_of(place))
        .bind(place.id)
        .run();
}

int Outbox::move_held(const StoredPlace& from, const StoredPlace& to) {
    return database_
        .prepare("UPDATE outbox SET network = ?, place_kind = ?, place_id = ? WHERE network = ?"
                 " AND place_kind = ? AND place_id = ? AND state = 'held'")
        .bind(to.network)
        .bind(kind_of(to))
        .bind(to.id)
        .bind(from.network)
        .bind(kind_of(from))
        .bind(from.id)
        .run();
}

Outbox::Recovered Outbox::recover_sending(std::string_view network, bool is_idempotent, Time now) {
    // Emptied while it was on its way, by `forget me` for one: there is nothing to send again.
    database_
        .prepare("UPDATE outbox SET state = 'failed', finished_ms = ?"
                 " WHERE network = ? AND state = 'sending' AND body IS NULL")
        .bind(now)
        .bind(network)
        .run();
    Recovered recovered;
    if (is_idempotent) {
        static const std::string again = "UPDATE outbox AS o SET state = CASE" + held_or_queued +
                                         " WHERE network = ? AND state = 'sending'";
        recovered.requeued = database_.prepare(again.c_str()).bind(network).run();
        return recovered;
    }
    recovered.unknown = database_
                            .prepare("UPDATE outbox SET state = 'unknown', finished_ms = ?"
                                     " WHERE network = ? AND state = 'sending'"
                                     " AND repeat_rule = 'never'")
                            .bind(now)
                            .bind(network)
                            .run();
    static const std::string marked = "UPDATE outbox AS o SET state = CASE" + held_or_queued +
                                      ", is_repeat = max(is_repeat, repeat_rule = 'mark')"
                                      " WHERE network = ? AND state = 'sending'";
    recovered.requeued = database_.prepare(marked.c_str()).bind(network).run();
    return recovered;
}

std::vector<OutboxRow> Outbox::of_message(MessageId message) {
    auto rows = database_.prepare("SELECT * FROM outbox WHERE message_id = ? ORDER BY id");
    rows.bind(message);
    return all_of(rows);
}

std::int64_t Outbox::count_owed() {
    auto row = database_.prepare("SELECT (SELECT count(*) FROM outbox WHERE state = 'queued')"
                                 " + (SELECT count(*) FROM outbox WHERE state = 'sending') AS n");
    row.step();
    return row.integer("n");
}

int Outbox::give_up_held(Time created_before, std::string_view reason, Time now, int limit) {
    return database_
        .prepare("UPDATE outbox SET state = 'failed', body = NULL, html = '', attachment = '',"
                 " mentions = '', reason = ?4,"
                 " place_id = CASE place_kind WHEN 'direct' THEN '' ELSE place_id END,"
                 " finished_ms = ?2 WHERE id IN (SELECT id FROM outbox WHERE state = 'held'"
                 " AND created_ms < ?1 LIMIT ?3)")
        .bind(created_before)
        .bind(now)
        .bind(limit)
        .bind(reason)
        .run();
}

int Outbox::empty_bodies(Time finished_before, int limit) {
    // The place of a direct chat names a person; nobody needs it once the message is history.
    return database_
        .prepare("UPDATE outbox SET body = NULL, html = '', attachment = '', mentions = '',"
                 " place_id = CASE place_kind WHEN 'direct' THEN '' ELSE place_id END"
                 " WHERE id IN (SELECT id FROM outbox WHERE finished_ms IS NOT NULL"
                 " AND finished_ms < ? AND body IS NOT NULL ORDER BY finished_ms, id LIMIT ?)")
        .bind(finished_before)
        .bind(limit)
        .run();
}

} // namespace peerdesk::storage
