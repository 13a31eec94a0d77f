// SPDX-License-Identifier: MIT
// `forget me`: everything that names a person or holds their words goes; what was counted stays,
// under a number that leads nowhere.
#include "storage/people.hpp"

#include "storage/erasure_list.hpp"

namespace peerdesk::storage {

namespace {

// Messages still owed to the person, or about their questions, are withdrawn. What an adapter has
// in hand is reported to a row without text, which is never sent again.
constexpr const char* empty_outbox =
    "UPDATE outbox SET body = NULL, html = '', attachment = '', mentions = '',"
    " repeat_rule = 'never',"
    " place_id = CASE place_kind WHEN 'direct' THEN '' ELSE place_id END,"
    " remote_id = CASE place_kind WHEN 'direct' THEN '' ELSE remote_id END,"
    " reason = CASE WHEN state IN ('queued', 'held') THEN 'erased' ELSE '' END,"
    " finished_ms = CASE WHEN state IN ('queued', 'held') THEN ?2 ELSE finished_ms END,"
    " state = CASE WHEN state IN ('queued', 'held') THEN 'failed' ELSE state END"
    " WHERE person_id = ?1 OR ticket_id IN (SELECT id FROM tickets WHERE asker_id = ?1)"
    " OR (place_kind = 'direct' AND EXISTS (SELECT 1 FROM identities AS i WHERE i.person_id = ?1"
    "  AND i.network = outbox.network AND i.account = outbox.place_id))"
    " OR id IN (SELECT m.outbox_id FROM introduction_messages AS m JOIN introductions AS n"
    "  ON n.id = m.introduction_id WHERE n.mentor_id = ?1 OR n.mentee_id = ?1)";

// An event that could not be handled has no person yet; its text names the account.
constexpr const char* empty_inbox =
    "UPDATE inbox SET wire = NULL, error = '' WHERE person_id = ?1 OR (person_id IS NULL"
    " AND wire IS NOT NULL AND EXISTS (SELECT 1 FROM identities AS i WHERE i.person_id = ?1"
    "  AND i.network = inbox.network AND instr(inbox.wire, '\"' || i.account || '\"') > 0))";

constexpr const char* empty_messages =
    "UPDATE ticket_messages SET body = NULL, html = '', attachments = '' WHERE body IS NOT NULL"
    " AND (person_id = ?1 OR ticket_id IN (SELECT id FROM tickets WHERE asker_id = ?1))";

constexpr const char* remove_edits =
    "DELETE FROM message_edits WHERE message_id IN (SELECT id FROM ticket_messages"
    " WHERE person_id = ?1 OR ticket_id IN (SELECT id FROM tickets WHERE asker_id = ?1))";

// What they shared of a learning, as it was shown to others. Not what is still owed, and no short
// texts: nobody may withdraw other people's messages by sharing words of theirs.
constexpr const char* empty_shown =
    "UPDATE outbox SET body = NULL, html = '' WHERE body IS NOT NULL"
    " AND state IN ('sent', 'failed', 'unknown') AND EXISTS (SELECT 1 FROM shared_learnings AS h"
    "  WHERE h.person_id = ?1 AND length(h.body) >= 20 AND instr(outbox.body, h.body) > 0)";

constexpr const char* remove_codes =
    "DELETE FROM codes WHERE person_id = ?1"
    " OR ticket_id IN (SELECT id FROM tickets WHERE asker_id = ?1)";

constexpr const char* remove_failures =
    "DELETE FROM phrase_failures WHERE scope IN"
    " (SELECT network || ' ' || account FROM identities WHERE person_id = ?1)";

// Own words for a skill that nobody else used are theirs too.
constexpr const char* forget_words =
    "UPDATE skills SET name = '…', folded = '# forgotten ' || id WHERE code IS NULL"
    " AND filed_into IS NULL AND id IN (SELECT skill_id FROM interactions WHERE actor_id = ?1"
    "  UNION SELECT skill_id FROM exchange_lines WHERE person_id = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM interactions AS i WHERE i.skill_id = skills.id"
    "  AND i.cause = 'person' AND i.actor_id <> ?1)";

// A group's offer stays with the others who stand behind it.
constexpr const char* hand_group_lines_on =
    "UPDATE OR IGNORE exchange_lines SET person_id = (SELECT min(g.person_id) FROM group_members"
    " AS g WHERE g.group_id = exchange_lines.group_id AND g.person_id <> ?1)"
    " WHERE person_id = ?1 AND group_id IS NOT NULL AND EXISTS (SELECT 1 FROM group_members AS g"
    "  WHERE g.group_id = exchange_lines.group_id AND g.person_id <> ?1)";

constexpr const char* end_requests =
    "UPDATE mentor_requests SET state = 'withdrawn' WHERE person_id = ?1"
    " AND state IN ('waiting', 'proposed')";

constexpr const char* end_introductions =
    "UPDATE introductions SET state = 'withdrawn' WHERE (mentor_id = ?1 OR mentee_id = ?1)"
    " AND state IN ('proposed', 'agreed', 'met')";

// Each with the person as ?1. Identities go last: others look at them.
constexpr const char* removals[] = {
    remove_edits,
    "DELETE FROM unreadable WHERE person_id = ?1",
    "DELETE FROM told WHERE person_id = ?1",
    "UPDATE ticket_messages SET place_id = '', remote_id = '' WHERE person_id = ?1",
    "UPDATE tickets SET place_id = '' WHERE asker_id = ?1 AND place_kind = 'direct'",
    "UPDATE tickets SET claim_place_id = '' WHERE claimer_id = ?1 AND claim_place_kind = 'direct'",
    "UPDATE audit SET detail = '' WHERE actor_id = ?1 OR subject_id = ?1",
    "UPDATE blocks SET reason = '' WHERE person_id = ?1",
    remove_failures,
    remove_codes,
    empty_shown,
    "DELETE FROM shared_learnings WHERE person_id = ?1",
    "UPDATE learnings SET source_text = '' WHERE person_id = ?1",
    "DELETE FROM prompts WHERE person_id = ?1",
    "DELETE FROM exchange_profiles WHERE person_id = ?1",
    forget_words,
    hand_group_lines_on,
    "DELETE FROM exchange_lines WHERE person_id = ?1",
    "DELETE FROM days_off WHERE person_id = ?1",
    "DELETE FROM group_members WHERE person_id = ?1",
    "UPDATE groups SET made_by = NULL WHERE made_by = ?1",
    "DELETE FROM round_members WHERE person_id = ?1",
    end_requests,
    end_introductions,
    "UPDATE introductions SET reasons = '{}' WHERE mentor_id = ?1 OR mentee_id = ?1",
    "DELETE FROM timers WHERE person_id = ?1 AND ticket_id IS NULL",
    "DELETE FROM roles WHERE person_id = ?1",
    "DELETE FROM volunteers WHERE person_id = ?1",
    "DELETE FROM pass_phrases WHERE person_id = ?1",
};

People::Erased erase_rows(Database& database, PersonId person, Time now) {
    People::Erased erased;
    database.prepare(empty_outbox).bind(person).bind(now).run();
    database.prepare(empty_inbox).bind(person).run();
    erased.messages = database.prepare(empty_messages).bind(person).run();
    for (const char* removal : removals)
        database.prepare(removal).bind(person).run();
    erased.identities =
        database.prepare("DELETE FROM identities WHERE person_id = ?").bind(person).run();
    database
        .prepare("UPDATE persons SET name = '', language = '', guessed_language = '',"
                 " erased_ms = ? WHERE id = ?")
        .bind(now)
        .bind(person)
        .run();
    database.prepare("INSERT OR REPLACE INTO erasures (person_id, erased_ms) VALUES (?, ?)")
        .bind(person)
        .bind(now)
        .run();
    return erased;
}

/// The person and whoever was merged into them: an older backup has those apart.
std::vector<Erasure> everybody_within(Database& database, PersonId person, Time now) {
    auto row = database.prepare("SELECT id, first_seen_ms FROM persons WHERE id = ?1"
                                " OR (merged_into = ?1 AND merged_into IS NOT NULL) ORDER BY id");
    row.bind(person);
    std::vector<Erasure> found;
    while (row.step())
        found.push_back({row.id<PersonId>("id"), row.time("first_seen_ms"), now});
    return found;
}

/// Entries kept beside the file that the database, being older, does not know; a person of the same
/// number who was first seen at another time is somebody else.
std::vector<Erasure> unknown_entries(Database& database) {
    std::vector<Erasure> missing;
    for (const Erasure& entry : ErasureList(database.file()).read()) {
        auto row = database.prepare("SELECT 1 FROM persons WHERE id = ? AND first_seen_ms = ?"
                                    " AND id NOT IN (SELECT person_id FROM erasures)");
        row.bind(entry.person).bind(entry.first_seen);
        if (row.step()) missing.push_back(entry);
    }
    return missing;
}

std::vector<Erasure> known_and_back(Database& database) {
    auto row = database.prepare(
        "SELECT p.id, p.first_seen_ms, e.erased_ms FROM erasures AS e"
        " JOIN persons AS p ON p.id = e.person_id WHERE p.erased_ms IS NULL"
        " OR EXISTS (SELECT 1 FROM identities AS i WHERE i.person_id = p.id) ORDER BY p.id");
    std::vector<Erasure> found;
    while (row.step())
        found.push_back({row.id<PersonId>("id"), row.time("first_seen_ms"), row.time("erased_ms")});
    return found;
}

} // namespace

People::Erased People::erase(PersonId person, Time now) {
    const std::vector<Erasure> within = everybody_within(database_, person, now);
    // Written first: if the transaction fails afterwards, the person who asked to be forgotten is
    // forgotten at the next start.
    if (!database_.file().empty()) ErasureList(database_.file()).append(within);
    Erased sum;
    for (const Erasure& entry : within) {
        const Erased erased = erase_rows(database_, entry.person, now);
        sum.identities += erased.identities;
        sum.messages += erased.messages;
    }
    return sum;
}

int People::reapply_erasures() {
    std::vector<Erasure> due;
    if (!database_.file().empty()) due = unknown_entries(database_);
    for (const Erasure& entry : known_and_back(database_))
        due.push_back(entry);
    for (const Erasure& entry : due)
        erase_rows(database_, entry.person, entry.erased);
    return static_cast<int>(due.size());
}

} // namespace peerdesk::storage
