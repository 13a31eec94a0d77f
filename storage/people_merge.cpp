// SPDX-License-Identifier: MIT
// Two people turn out to be one: what belonged to the first belongs to the second.
#include "storage/people.hpp"

namespace peerdesk::storage {

namespace {

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
    "UPDATE prompts SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE timers SET person_id = ?2 WHERE person_id = ?1",
    "UPDATE goals SET set_by = ?2 WHERE set_by = ?1",
    "UPDATE persons SET merged_into = ?2 WHERE merged_into = ?1",
    "UPDATE persons SET merged_into = ?2, name = '' WHERE id = ?1",
};

constexpr const char* leftovers[] = {
    "DELETE FROM roles WHERE person_id = ?",        "DELETE FROM volunteers WHERE person_id = ?",
    "DELETE FROM pass_phrases WHERE person_id = ?", "DELETE FROM blocks WHERE person_id = ?",
    "DELETE FROM told WHERE person_id = ?",
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
}

} // namespace peerdesk::storage
