// SPDX-License-Identifier: MIT
#include "storage/unreadable.hpp"

namespace peerdesk::storage {

bool Unreadable::add(PersonId person, std::string_view network, std::string_view remote_id,
                     std::string_view raw, Time received) {
    return database_
               .prepare("INSERT INTO unreadable (person_id, network, remote_id, received_ms, raw)"
                        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (network, remote_id) DO NOTHING")
               .bind(person)
               .bind(network)
               .bind(remote_id)
               .bind(received)
               .bind(raw)
               .run() > 0;
}

std::int64_t Unreadable::count_of(PersonId person) {
    auto row = database_.prepare("SELECT count(*) AS n FROM unreadable WHERE person_id = ?");
    row.bind(person).step();
    return row.integer("n");
}

int Unreadable::remove_before(Time received, int limit) {
    return database_
        .prepare("DELETE FROM unreadable WHERE id IN (SELECT id FROM unreadable"
                 " WHERE received_ms < ? ORDER BY id LIMIT ?)")
        .bind(received)
        .bind(limit)
        .run();
}

bool Unreadable::was_told(PersonId person, std::string_view what, Time since, Time now) {
    auto row = database_.prepare("SELECT 1 FROM told WHERE person_id = ? AND what = ?"
                                 " AND at_ms > ?");
    row.bind(person).bind(what).bind(since);
    if (row.step()) return true;
    database_.prepare("INSERT OR REPLACE INTO told (person_id, what, at_ms) VALUES (?, ?, ?)")
        .bind(person)
        .bind(what)
        .bind(now)
        .run();
    return false;
}

} // namespace peerdesk::storage
