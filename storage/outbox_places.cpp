// SPDX-License-Identifier: MIT
// The outbox by place: who is next where a network takes only a few messages at once for each.
#include "storage/outbox.hpp"

#include "storage/outbox_rows.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::storage {

namespace {

struct Waiting {
    StoredPlace place;
    std::int64_t oldest = 0;
};

} // namespace

// Jumps from place to place in the index: the rows of a busy place are not read one by one.
std::vector<StoredPlace> Outbox::queued_places(std::string_view network) {
    std::vector<Waiting> found;
    std::string kind;
    std::string id;
    while (found.size() < places_max) {
        auto row = database_.prepare(
            "SELECT place_kind, place_id, id FROM outbox WHERE network = ?1 AND state = 'queued'"
            " AND (place_kind, place_id) > (?2, ?3) ORDER BY place_kind, place_id, id LIMIT 1");
        row.bind(network).bind(kind).bind(id);
        if (!row.step()) break;
        kind = row.text("place_kind");
        id = row.text("place_id");
        found.push_back({{std::string(network), kind == "direct", id}, row.integer("id")});
    }
    std::ranges::sort(found, {}, &Waiting::oldest);
    std::vector<StoredPlace> places;
    places.reserve(found.size());
    for (Waiting& each : found)
        places.push_back(std::move(each.place));
    return places;
}

std::vector<OutboxRow> Outbox::queued_presses(std::string_view network, std::size_t limit) {
    auto rows = database_.prepare("SELECT * FROM outbox WHERE network = ? AND state = 'queued'"
                                  " AND act = 'answer_press' ORDER BY id LIMIT ?");
    rows.bind(network).bind(static_cast<std::int64_t>(limit));
    return all_of(rows);
}

std::vector<OutboxRow> Outbox::queued_at(const StoredPlace& place, std::size_t limit) {
    auto rows = database_.prepare("SELECT * FROM outbox WHERE network = ? AND place_kind = ?"
                                  " AND place_id = ? AND state = 'queued' ORDER BY id LIMIT ?");
    rows.bind(place.network).bind(kind_of(place)).bind(place.id);
    rows.bind(static_cast<std::int64_t>(limit));
    return all_of(rows);
}

std::size_t Outbox::count_sending_at(const StoredPlace& place) {
    auto row = database_.prepare("SELECT count(*) AS n FROM outbox WHERE network = ?"
                                 " AND place_kind = ? AND place_id = ? AND state = 'sending'");
    row.bind(place.network).bind(kind_of(place)).bind(place.id).step();
    return static_cast<std::size_t>(row.integer("n"));
}

void Outbox::merge(OutboxId into, std::string_view body, const std::vector<OutboxId>& merged,
                   Time now) {
    set_body(into, body);
    const std::string reason = "merged into " + std::to_string(into.value);
    for (const OutboxId each : merged)
        finish(each, OutboxState::sent, "", reason, now);
}

void Outbox::set_body(OutboxId id, std::string_view body) {
    database_.prepare("UPDATE outbox SET body = ? WHERE id = ?").bind(body).bind(id).run();
}

void Outbox::set_buttons(OutboxId id, std::string_view buttons) {
    database_.prepare("UPDATE outbox SET buttons = ? WHERE id = ?").bind(buttons).bind(id).run();
}

void Outbox::hold_place(const StoredPlace& place, std::string_view reason) {
    database_
        .prepare("UPDATE outbox SET state = 'held', reason = ? WHERE network = ?"
                 " AND place_kind = ? AND place_id = ? AND state = 'queued'")
        .bind(reason)
        .bind(place.network)
        .bind(kind_of(place))
        .bind(place.id)
        .run();
}

void Outbox::set_words(OutboxId id, std::string_view body, std::string_view html) {
    database_.prepare("UPDATE outbox SET body = ?, html = ? WHERE id = ?")
        .bind(body)
        .bind(html)
        .bind(id)
        .run();
}

void Outbox::empty_body(OutboxId id) {
    database_
        .prepare("UPDATE outbox SET body = NULL, html = '', attachment = '', mentions = ''"
                 " WHERE id = ?")
        .bind(id)
        .run();
    // What it was changed to is its text as well; a change that waits has nothing to say now.
    database_
        .prepare("UPDATE outbox SET body = NULL, html = '',"
                 " reason = CASE WHEN state IN ('queued', 'held') THEN 'removed' ELSE reason END,"
                 " state = CASE WHEN state IN ('queued', 'held') THEN 'failed' ELSE state END"
                 " WHERE target_row = ? AND act = 'change'")
        .bind(id)
        .run();
}

} // namespace peerdesk::storage
