// SPDX-License-Identifier: MIT
#include "storage/workload.hpp"

namespace peerdesk::storage {

namespace {

std::vector<PersonCount> rows_of(Statement& query) {
    std::vector<PersonCount> counts;
    while (query.step()) {
        counts.push_back({query.id<PersonId>("person"), static_cast<int>(query.integer("n"))});
    }
    return counts;
}

} // namespace

std::vector<PersonCount> Workload::claimed() {
    Statement query = database_.prepare("SELECT claimer_id AS person, count(*) AS n FROM tickets "
                                        "WHERE state = 'claimed' GROUP BY 1 ORDER BY 1");
    return rows_of(query);
}

std::vector<PersonCount> Workload::answers(DeskId desk, Time since) {
    Statement query =
        database_.prepare("SELECT actor_id AS person, count(*) AS n FROM interactions "
                          "WHERE kind = 'answered' AND desk_id = ?1 AND happened_ms >= ?2 "
                          "AND actor_id IS NOT NULL GROUP BY 1 ORDER BY 1");
    query.bind(desk).bind(since);
    return rows_of(query);
}

std::vector<PersonCount> Workload::requests(DeskId desk, std::string_view week) {
    Statement query =
        database_.prepare("SELECT subject_id AS person, count(*) AS n FROM interactions "
                          "WHERE desk_id = ?1 AND week = ?2 AND kind = 'requested' "
                          "AND subject_id IS NOT NULL GROUP BY 1 ORDER BY 1");
    query.bind(desk).bind(week);
    return rows_of(query);
}

std::vector<PersonId> Workload::asked(TicketId ticket) {
    Statement query =
        database_.prepare("SELECT DISTINCT subject_id AS person FROM interactions WHERE "
                          "ticket_id = ?1 AND kind = 'requested' AND subject_id IS NOT NULL "
                          "ORDER BY 1");
    query.bind(ticket);
    std::vector<PersonId> people;
    while (query.step())
        people.push_back(query.id<PersonId>("person"));
    return people;
}

} // namespace peerdesk::storage
