// SPDX-License-Identifier: MIT
#include "tests/simulation/community/watchman.hpp"

#include <array>

namespace peerdesk::community {

using namespace std::chrono_literals;

namespace {

// What a proposal may not have, each a column that must be 0. ?1 is the newest one looked at, ?2
// now. Both of a pair may have been merged with others since, so this looks at fresh ones alone.
constexpr const char* gates =
    "SELECT n.id, n.mentor_id = n.mentee_id AS to_themselves,"
    " (SELECT count(*) FROM introductions AS o WHERE o.mentor_id = n.mentor_id"
    "  AND o.state IN ('proposed', 'agreed', 'met'))"
    "  > coalesce((SELECT capacity FROM exchange_profiles WHERE person_id = n.mentor_id), 2)"
    "  AS over_capacity,"
    " EXISTS (SELECT 1 FROM blocks AS b WHERE b.person_id IN (n.mentor_id, n.mentee_id)"
    "  AND (b.until_ms IS NULL OR b.until_ms > ?2)) AS to_a_blocked_person,"
    " EXISTS (SELECT 1 FROM volunteers AS v WHERE v.person_id = n.mentor_id AND v.paused = 1"
    "  AND (v.paused_until_ms IS NULL OR v.paused_until_ms > ?2)) AS to_a_paused_mentor,"
    " EXISTS (SELECT 1 FROM introductions AS o WHERE o.id < n.id AND (o.agreed_ms IS NOT NULL"
    "  OR o.state = 'proposed') AND ((o.mentor_id = n.mentor_id AND o.mentee_id = n.mentee_id)"
    "   OR (o.mentor_id = n.mentee_id AND o.mentee_id = n.mentor_id))) AS of_a_pair_made_before,"
    " EXISTS (SELECT 1 FROM introductions AS o WHERE o.id < n.id AND o.mentor_id = n.mentor_id"
    "  AND o.mentee_id = n.mentee_id AND o.made_ms > n.made_ms - 2592000000) AS asked_lately,"
    " NOT EXISTS (SELECT 1 FROM exchange_lines AS l WHERE l.person_id = n.mentor_id"
    "  AND l.side = 'offer' AND l.skill_id = n.skill_id AND l.ended_ms IS NULL) AS without_offer,"
    " EXISTS (SELECT 1 FROM persons AS p WHERE p.id IN (n.mentor_id, n.mentee_id)"
    "  AND (p.merged_into IS NOT NULL OR p.erased_ms IS NOT NULL)) AS to_somebody_gone"
    " FROM introductions AS n WHERE n.id > ?1 ORDER BY n.id";
constexpr std::array gate_names{
    "to_themselves",         "over_capacity", "to_a_blocked_person", "to_a_paused_mentor",
    "of_a_pair_made_before", "asked_lately",  "without_offer",       "to_somebody_gone"};

// Somebody who wished for the same before, whom the same mentor could have been put to.
constexpr const char* passed_over =
    "SELECT r.id FROM introductions AS n JOIN mentor_requests AS own ON own.id = n.request_id"
    " JOIN mentor_requests AS r ON r.skill_id = n.skill_id AND r.state = 'waiting'"
    "  AND r.id < own.id AND r.person_id <> n.mentor_id"
    " JOIN persons AS m ON m.id = n.mentor_id JOIN persons AS p ON p.id = r.person_id"
    " WHERE n.id = ?1 AND p.language = m.language AND p.language <> ''"
    " AND NOT EXISTS (SELECT 1 FROM blocks AS b WHERE b.person_id = r.person_id"
    "  AND (b.until_ms IS NULL OR b.until_ms > ?2))"
    " AND NOT EXISTS (SELECT 1 FROM introductions AS o WHERE"
    "  (o.mentor_id = n.mentor_id AND o.mentee_id = r.person_id"
    "   AND (o.agreed_ms IS NOT NULL OR o.made_ms >= ?2 - 2592000000))"
    "  OR (o.mentee_id = n.mentor_id AND o.mentor_id = r.person_id AND (o.agreed_ms IS NOT NULL"
    "   OR o.state = 'proposed')))"
    " ORDER BY r.id LIMIT 1";

constexpr const char* proposal_of_line =
    "SELECT n.state, n.mentor_id = ?2 AS is_mentor, CASE WHEN n.mentor_id = ?2 THEN"
    " n.mentor_answer ELSE n.mentee_answer END AS answer, EXISTS (SELECT 1 FROM blocks AS b"
    " WHERE b.person_id IN (n.mentor_id, n.mentee_id)"
    " AND (b.until_ms IS NULL OR b.until_ms > ?3)) AS is_blocked,"
    " EXISTS (SELECT 1 FROM volunteers AS v WHERE v.person_id = n.mentor_id AND v.paused = 1"
    "  AND (v.paused_until_ms IS NULL OR v.paused_until_ms > ?3)) AS is_paused,"
    " n.agreed_ms = ?3 AS is_just_made FROM introductions AS n WHERE n.id = ?1";

} // namespace

Watchman::Watchman(Town& town) : town_(town) {
    town_.on_lines([this](const std::vector<Line>& lines) { look(lines); });
}

void Watchman::look(const std::vector<Line>& lines) {
    check_proposals();
    for (const Line& line : lines)
        check_line(line);
}

void Watchman::check_proposals() {
    std::vector<std::int64_t> fresh;
    auto row = town_.database().prepare(gates);
    row.bind(newest_).bind(town_.now());
    while (row.step()) {
        fresh.push_back(row.integer("id"));
        for (const char* gate : gate_names) {
            if (row.integer(gate) != 0)
                town_.problem("introduction " + std::to_string(fresh.back()) + " is " + gate);
        }
    }
    for (const std::int64_t introduction : fresh)
        check_order(introduction);
    if (!fresh.empty()) newest_ = fresh.back();
}

void Watchman::check_order(std::int64_t introduction) {
    auto row = town_.database().prepare(passed_over);
    row.bind(introduction).bind(town_.now());
    if (!row.step()) return;
    town_.problem("introduction " + std::to_string(introduction) + " passed over request " +
                  std::to_string(row.integer("id")));
}

void Watchman::check_line(const Line& line) {
    if (!line.is_direct) return;
    const Resident* reader = town_.behind(line.place);
    if (reader == nullptr) return;
    if (line.introduction != 0 && !line.is_words) check_asking(line, *reader);
    check_names(line, *reader);
}

/// The first line about a proposal to somebody is the question.
void Watchman::check_asking(const Line& line, const Resident& who) {
    auto row = town_.database().prepare(proposal_of_line);
    row.bind(line.introduction).bind(line.person).bind(town_.now());
    if (!row.step()) return;
    const bool is_just_made = row.text("state") == "agreed" && row.integer("is_just_made") != 0;
    if (is_just_made && row.integer("is_blocked") != 0)
        town_.problem("a blocked person was introduced: " + line.body);
    if (row.text("state") != "proposed" || row.text("answer") != "asked") return;
    if (!asked_.insert({line.introduction, who.id}).second) return;
    const std::string what =
        who.name + " was asked about introduction " + std::to_string(line.introduction);
    const bool knows_hours = line.place == "a:" + who.name; // another account is another person
    if (knows_hours && who.hours && !who.hours->covers(town_.now()))
        town_.problem(what + " outside their hours: " + who.hours->typed());
    if (row.integer("is_blocked") != 0) town_.problem(what + " with a blocked person");
    if (row.integer("is_mentor") != 0 && row.integer("is_paused") != 0)
        town_.problem(what + " while they pause");
}

/// Names are for people who were introduced; helpers and coordinators are known by name, and those
/// know the names of whom they help.
void Watchman::check_names(const Line& line, const Resident& reader) {
    if (reader.is_coordinator) return;
    for (const std::size_t id : named_in(line.body)) {
        const Resident& other = town_.people().at(id);
        if (id == reader.id || are_introduced(reader, other)) continue;
        const bool is_staff = other.is_responder || other.is_coordinator || reader.is_responder;
        if (line.introduction == 0 && is_staff) continue;
        town_.problem(reader.name + " read the name " + other.name + " too early: " + line.body);
    }
}

bool Watchman::are_introduced(const Resident& one, const Resident& other) {
    auto row = town_.database().prepare(
        "SELECT 1 FROM introductions AS n JOIN identities AS a ON a.person_id = n.mentor_id"
        " JOIN identities AS b ON b.person_id = n.mentee_id WHERE n.agreed_ms IS NOT NULL"
        " AND ((a.account = ?1 AND b.account = ?2) OR (a.account = ?2 AND b.account = ?1)"
        " OR (a.account = ?3 AND b.account = ?2) OR (a.account = ?2 AND b.account = ?3)"
        " OR (a.account = ?1 AND b.account = ?4) OR (a.account = ?4 AND b.account = ?1)) LIMIT 1");
    row.bind("a:" + one.name).bind("a:" + other.name);
    row.bind("a:" + one.second_name).bind("a:" + other.second_name);
    return row.step();
}

} // namespace peerdesk::community
