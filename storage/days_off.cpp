// SPDX-License-Identifier: MIT
#include "storage/days_off.hpp"

namespace peerdesk::storage {

void DaysOff::add(PersonId person, const DayOff& off) {
    auto row =
        database_.prepare("INSERT INTO days_off (person_id, begin_ms, end_ms) VALUES (?, ?, ?)"
                          " ON CONFLICT DO UPDATE SET end_ms = max(end_ms, excluded.end_ms)");
    row.bind(person).bind(off.begin).bind(off.end).run();
}

std::vector<DayOff> DaysOff::of(PersonId person, Time now, int limit) {
    auto row = database_.prepare("SELECT begin_ms, end_ms FROM days_off WHERE person_id = ?"
                                 " AND end_ms > ? ORDER BY begin_ms LIMIT ?");
    row.bind(person).bind(now).bind(limit);
    std::vector<DayOff> found;
    while (row.step())
        found.push_back({row.time("begin_ms"), row.time("end_ms")});
    return found;
}

void DaysOff::clear(PersonId person) {
    database_.prepare("DELETE FROM days_off WHERE person_id = ?").bind(person).run();
}

} // namespace peerdesk::storage
