// SPDX-License-Identifier: MIT
// Two people turn out to be one: what belonged to the first belongs to the second.
#include "storage/people.hpp"

namespace peerdesk::storage {

namespace {

// Nobody is introduced to themselves: what was proposed between the two is over.
constexpr const char* end_with_oneself =
    "UPDATE introductions SET state = 'withdrawn' WHERE state IN ('proposed', 'agreed', 'met')"
    " AND ((mentor_id = ?1 AND mentee_id = ?2) OR (mentor_id = ?2 AND mentee_id = ?1))";

// Each with ?1 = from and ?2 = into. Where both have a row of the same meaning, `into` keeps its
// own. A block follows the person, or linking a fresh account would lift it.
constexpr const char* moves[] = {
    "UPDATE identities SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE tickets SET asker_id = ?2 WHERE asker_id = ?1",
    "UPDATE tickets SET claimer_id = ?2 WHERE claimer_id = ?1 AND state = 'claimed'",
    "UPDATE OR IGNORE roles SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE volunteers SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE pass_phrases SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE blocks SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE codes SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE unreadable SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE told SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE learnings SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE shared_learnings SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE prompts SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE exchange_profiles SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE exchange_lines SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE days_off SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE group_members SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE round_members SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE OR IGNORE mentor_requests SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE groups SET made_by = ?2 WHERE made_by = ?1",
    "UPDATE suggestions SET mentor_id = ?2 WHERE mentor_id = ?1",
    end_with_oneself,
    "UPDATE introductions SET mentor_id = ?2 WHERE mentor_id = ?1 AND mentee_id <> ?2",
    "UPDATE introductions SET mentee_id = ?2 WHERE mentee_id = ?1 AND mentor_id <> ?2",
    "UPDATE timers SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE goals SET set_by = ?2 WHERE set_by = ?1",
    "UPDATE persons SET merged_into = ?2 WHERE merged_into = ?1",
    "UPDATE persons SET merged_into = ?2, name = '' WHERE id = ?1",
};

constexpr const char* withdraw_requests =
    "UPDATE mentor_requests SET state = 'withdrawn' WHERE person_id = ?"
    " AND state IN ('waiting', 'proposed')";

// `into` asked for the same: what was proposed for the request that goes is over.
constexpr const char* end_proposals_for_them =
    "UPDATE introductions SET state = 'withdrawn' WHERE state = 'proposed' AND request_id IN"
    " (SELECT id FROM mentor_requests WHERE person_id = ? AND state = 'withdrawn')";

// Whose proposal was to themselves waits for somebody else.
constexpr const char* wait_again =
    "UPDATE mentor_requests SET state = 'waiting' WHERE person_id = ? AND state = 'proposed'"
    " AND NOT EXISTS (SELECT 1 FROM introductions AS n WHERE n.request_id = mentor_requests.id"
    "  AND n.state = 'proposed')";

constexpr const char* leftovers[] = {
    "DELETE FROM roles WHERE person_id = ?",
    "DELETE FROM volunteers WHERE person_id = ?",
    "DELETE FROM pass_phrases WHERE person_id = ?",
    "DELETE FROM blocks WHERE person_id = ?",
    "DELETE FROM told WHERE person_id = ?",
    "DELETE FROM learnings WHERE person_id = ?",
    "DELETE FROM exchange_profiles WHERE person_id = ?",
    "DELETE FROM exchange_lines WHERE person_id = ?",
    "DELETE FROM group_members WHERE person_id = ?",
    "DELETE FROM days_off WHERE person_id = ?",
    "DELETE FROM round_members WHERE person_id = ?",
    withdraw_requests,
    end_proposals_for_them,
};

// What the one who stays did not say about themselves is taken from the other.
constexpr const char* fill_in =
    "UPDATE persons SET"
    " name = CASE name WHEN '' THEN (SELECT name FROM persons WHERE id = ?1) ELSE name END,"
    " language = CASE language WHEN '' THEN (SELECT language FROM persons WHERE id = ?1)"
    "  ELSE language END,"
    " was_told_language = max(was_told_language,"
    "  (SELECT was_told_language FROM persons WHERE id = ?1))"
    " WHERE id = ?2";

} // namespace

void People::merge(PersonId from, PersonId into) {
    if (from == into) return;
    database_.prepare(fill_in).bind(from).bind(into).run();
    for (const char* move : moves)
        database_.prepare(move).bind(from).bind(into).run();
    for (const char* leftover : leftovers)
        database_.prepare(leftover).bind(from).run();
    database_.prepare(wait_again).bind(into).run();
}

} // namespace peerdesk::storage
