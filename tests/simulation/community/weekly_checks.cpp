// SPDX-License-Identifier: MIT
#include "tests/simulation/community/weekly_checks.hpp"

#include "bot/text/weeks.hpp"
#include "storage/indicators.hpp"
#include "storage/mentor_requests.hpp"
#include "tests/simulation/community/content.hpp"

#include <algorithm>
#include <sstream>

namespace peerdesk::community {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::days kept_transport{32};
constexpr int search_every = 4; ///< weeks: the search through all texts is dear

// Each finds rows that may not be there. ?1 is now; limits are those that people are told, and for
// hours of a week one week and a change of the clocks.
constexpr const char* overdue =
    "SELECT id FROM introductions WHERE"
    " (state = 'proposed' AND mentor_answer = 'none' AND made_ms < ?1 - 608400000)"
    " OR (state = 'proposed' AND mentor_answer = 'asked' AND mentor_asked_ms < ?1 - 259260000)"
    " OR (state = 'proposed' AND mentor_answer = 'yes' AND mentee_answer = 'none'"
    "  AND mentor_answered_ms < ?1 - 608400000)"
    " OR (state = 'proposed' AND mentee_answer = 'asked' AND mentee_asked_ms < ?1 - 259260000)"
    " OR (state IN ('agreed', 'met') AND agreed_ms < ?1 - 2419260000) ORDER BY id";
constexpr const char* without_both_yeses =
    "SELECT id FROM introductions WHERE (agreed_ms IS NOT NULL OR state IN ('agreed', 'met'))"
    " AND (mentor_answer <> 'yes' OR mentee_answer <> 'yes') AND ?1 > 0 ORDER BY id";
// Linking two accounts may join two pairs, and two mentors' mentees.
constexpr const char* agreed_twice =
    "SELECT min(id) AS id FROM introductions WHERE agreed_ms IS NOT NULL AND ?1 > 0"
    " AND NOT EXISTS (SELECT 1 FROM persons AS p WHERE p.merged_into IN (mentor_id, mentee_id))"
    " GROUP BY min(mentor_id, mentee_id), max(mentor_id, mentee_id) HAVING count(*) > 1"
    " ORDER BY 1";
constexpr const char* open_of_the_gone =
    "SELECT n.id FROM introductions AS n JOIN persons AS p ON p.id IN (n.mentor_id, n.mentee_id)"
    " WHERE n.state IN ('proposed', 'agreed', 'met') AND ?1 > 0"
    " AND (p.erased_ms IS NOT NULL OR p.merged_into IS NOT NULL) ORDER BY n.id";
constexpr const char* stuck_requests =
    "SELECT r.id FROM mentor_requests AS r WHERE ?1 > 0 AND ((r.state = 'proposed') <>"
    " (EXISTS (SELECT 1 FROM introductions AS n WHERE n.request_id = r.id"
    "  AND n.state = 'proposed'))) ORDER BY r.id";
constexpr const char* matched_with_nobody =
    "SELECT r.id FROM mentor_requests AS r WHERE ?1 > 0 AND r.state = 'matched' AND NOT EXISTS"
    " (SELECT 1 FROM introductions AS n WHERE n.request_id = r.id AND n.agreed_ms IS NOT NULL)"
    " ORDER BY r.id";
constexpr const char* requests_of_the_gone =
    "SELECT r.id FROM mentor_requests AS r JOIN persons AS p ON p.id = r.person_id WHERE ?1 > 0"
    " AND r.state IN ('waiting', 'proposed')"
    " AND (p.erased_ms IS NOT NULL OR p.merged_into IS NOT NULL) ORDER BY r.id";

std::string figures_text(const storage::WeekFigures& week) {
    std::ostringstream out;
    out << week.asked << ' ' << week.answered << ' ' << week.due_24h << ' ' << week.answered_24h
        << ' ' << week.due_72h << ' ' << week.answered_72h << ' '
        << week.median_first_answer_ms.value_or(-1) << ' ' << week.still_open << ' '
        << week.oldest_open_ticket.value_or(-1) << ' ' << week.first_time_askers << ' '
        << week.helpers << ' ' << week.new_helpers << ' ' << week.learners << ' '
        << week.learned_pairs << ' ' << week.thanked << ' ' << week.closed;
    for (const auto* parts : {&week.by_network, &week.by_language}) {
        for (const auto& each : *parts)
            out << ' ' << each.key << ' ' << each.asked << ' ' << each.answered << ' '
                << each.people;
    }
    return out.str();
}

/// Whether somebody before this one was introduced and is waiting again, since the other one asked
/// to be forgotten. They keep the place they had.
bool has_returned_before(storage::Database& database, std::int64_t request) {
    auto row = database.prepare(
        "SELECT 1 FROM mentor_requests AS own JOIN mentor_requests AS r ON r.skill_id ="
        " own.skill_id AND r.id < own.id AND r.state IN ('waiting', 'proposed') WHERE own.id = ?"
        " AND EXISTS (SELECT 1 FROM introductions AS n WHERE n.request_id = r.id"
        "  AND n.agreed_ms IS NOT NULL) LIMIT 1");
    row.bind(request);
    return row.step();
}

} // namespace

void WeeklyChecks::begin() {
    for (Time week = town_.begin() + 7 * 24h + 10min; week < town_.end(); week += 7 * 24h)
        town_.at(week, [this] { check(); });
}

void WeeklyChecks::finish() {
    check();
    check_weeks(weeks_.size());
    check_forgotten();
}

void WeeklyChecks::check() {
    check_introductions();
    check_requests();
    check_places_in_line();
    check_counts();
    check_learned();
    const std::string week = text::iso_week(town_.now() - 7 * 24h, text::Zone{});
    if (weeks_.empty() || weeks_.back().first != week) weeks_.emplace_back(week, "");
    check_weeks(4);
    if (++checks_ % search_every == 0) check_forgotten();
    // What somebody could take now may have become possible this minute: a day later it is taken.
    town_.later(26h, [this, before = missed_chances()] {
        for (const auto& [request, mentor] : missed_chances()) {
            if (before.contains({request, mentor}))
                town_.problem("request " + std::to_string(request) + " waits though person " +
                              std::to_string(mentor) + " has room for it");
        }
    });
}

void WeeklyChecks::none(const char* sql, const std::string& what) {
    auto row = town_.database().prepare(sql);
    row.bind(town_.now());
    if (row.step()) town_.problem(what + ": " + std::to_string(row.integer("id")));
}

void WeeklyChecks::check_introductions() {
    none(overdue, "an introduction is older than its limits");
    none(without_both_yeses, "an introduction was made without both yeses");
    none(agreed_twice, "a pair was introduced twice");
    none(open_of_the_gone, "an introduction of somebody gone is open");
    auto row = town_.database().prepare(
        "SELECT i.account, count(DISTINCT n.id) AS n FROM introductions AS n JOIN identities AS i"
        " ON i.person_id = n.mentor_id WHERE n.state IN ('proposed', 'agreed', 'met')"
        " GROUP BY i.account ORDER BY i.account");
    while (row.step()) {
        const Resident* mentor = town_.behind(row.text("account"));
        if (mentor->has_linked || row.integer("n") <= mentor->capacity_most) continue;
        town_.problem(mentor->name + " has more mentees than they ever allowed");
    }
}

void WeeklyChecks::check_requests() {
    none(stuck_requests, "a request is proposed without an introduction, or the other way round");
    none(matched_with_nobody, "a request is matched without an introduction");
    none(requests_of_the_gone, "a request of somebody gone waits");
}

/// "Your place never moves back."
void WeeklyChecks::check_places_in_line() {
    storage::MentorRequests requests(town_.database());
    std::map<std::int64_t, std::int64_t> places;
    for (const auto& request : requests.waiting(storage::DeskId{1}, 100'000))
        places[request.id.value] = requests.place_in_line(request);
    for (const auto& [request, place] : places) {
        const auto before = places_.find(request);
        if (before == places_.end() || place <= before->second) continue;
        if (has_returned_before(town_.database(), request)) continue;
        town_.problem("request " + std::to_string(request) + " moved back from place " +
                      std::to_string(before->second) + " to " + std::to_string(place));
    }
    places_ = std::move(places);
}

void WeeklyChecks::check_counts() {
    auto row = town_.database().prepare(
        "SELECT (SELECT count(*) FROM interactions WHERE kind = 'introduced') AS introduced,"
        " (SELECT count(*) FROM introductions WHERE agreed_ms IS NOT NULL) AS agreed,"
        " (SELECT count(*) FROM interactions WHERE kind = 'met') AS counted_met,"
        " (SELECT count(*) FROM introductions WHERE met_ms IS NOT NULL) AS met,"
        " (SELECT count(*) FROM interactions WHERE kind = 'suggested') AS suggested,"
        " (SELECT count(*) FROM introductions) AS proposed,"
        " (SELECT count(*) FROM interactions WHERE kind = 'asked') AS asked,"
        " (SELECT count(*) FROM tickets) AS tickets");
    row.step();
    const auto equal = [&](const char* counted, const char* rows) {
        if (row.integer(counted) == row.integer(rows)) return;
        town_.problem(std::string(counted) + ": " + std::to_string(row.integer(counted)) + " of " +
                      std::to_string(row.integer(rows)));
    };
    equal("introduced", "agreed");
    equal("counted_met", "met");
    equal("suggested", "proposed");
    equal("asked", "tickets");
}

void WeeklyChecks::check_learned() {
    auto row = town_.database().prepare(
        "SELECT n.actor_id, s.name AS skill, count(*) AS n, coalesce((SELECT i.account"
        " FROM identities AS i WHERE i.person_id = n.actor_id ORDER BY i.id LIMIT 1), '')"
        " AS account, n.cause FROM interactions AS n JOIN skills AS s ON s.id = n.skill_id"
        " WHERE n.kind = 'learned' GROUP BY n.actor_id, n.skill_id ORDER BY n.actor_id, s.name");
    while (row.step()) {
        const std::string skill = row.text("skill");
        if (row.integer("n") != 1) town_.problem("learned twice: " + skill);
        if (row.text("cause") != "person") town_.problem("the program learned: " + skill);
        const Resident* who = town_.behind(row.text("account"));
        if (who == nullptr) continue; // forgotten since
        if (!habits_.may_have_learned().contains({who->id, skill}))
            town_.problem(who->name + " never said that they learned " + skill);
    }
}

void WeeklyChecks::check_weeks(std::size_t back_at_most) {
    storage::Indicators indicators(town_.database());
    const std::size_t first = weeks_.size() - std::min(back_at_most, weeks_.size());
    for (std::size_t i = first; i < weeks_.size(); ++i) {
        auto& [week, before] = weeks_[i];
        const std::string figures =
            figures_text(indicators.week(storage::DeskId{1}, week, town_.now()));
        if (before.empty()) before = figures;
        if (before != figures)
            town_.problem("the figures of " + week + " changed: " + before + " / " + figures);
    }
}

void WeeklyChecks::check_forgotten() {
    std::map<std::string, std::string> found; ///< where -> what
    for_each_text(town_.database(), std::string(name_mark),
                  [&](const std::string& where, const std::string& text) {
                      // What was sent lately by others, and the last word to them, goes with
                      // the transport's retention.
                      const bool is_transport =
                          where.starts_with("outbox.") || where.starts_with("inbox.");
                      for (const std::size_t id : named_in(text)) {
                          const Resident& who = town_.people().at(id);
                          if (!who.is_gone) continue;
                          if (is_transport && town_.now() - who.gone_at < kept_transport) continue;
                          found.try_emplace(where, text);
                      }
                  });
    for (const auto& [where, text] : found)
        town_.problem("a forgotten person is named in " + where + ": " + text);
}

WeeklyChecks::Missed WeeklyChecks::missed_chances() {
    // Kept narrow: the same skill, one chosen language, nothing that shuts the two out.
    auto row = town_.database().prepare(
        "SELECT r.id AS request, l.person_id AS mentor FROM mentor_requests AS r"
        " JOIN exchange_lines AS l ON l.skill_id = r.skill_id AND l.side = 'offer'"
        "  AND l.ended_ms IS NULL AND l.person_id <> r.person_id"
        " JOIN persons AS p ON p.id = r.person_id JOIN persons AS m ON m.id = l.person_id"
        " WHERE r.state = 'waiting' AND p.language = m.language AND p.language <> ''"
        " AND (SELECT count(*) FROM introductions AS o WHERE o.mentor_id = l.person_id"
        "  AND o.state IN ('proposed', 'agreed', 'met')) < coalesce((SELECT capacity"
        "  FROM exchange_profiles WHERE person_id = l.person_id), 2)"
        " AND NOT EXISTS (SELECT 1 FROM blocks AS b WHERE b.person_id IN (r.person_id,"
        "  l.person_id) AND (b.until_ms IS NULL OR b.until_ms > ?1))"
        " AND NOT EXISTS (SELECT 1 FROM volunteers AS v WHERE v.person_id = l.person_id"
        "  AND v.paused = 1 AND (v.paused_until_ms IS NULL OR v.paused_until_ms > ?1))"
        " AND NOT EXISTS (SELECT 1 FROM introductions AS o WHERE (o.mentor_id = l.person_id"
        "  AND o.mentee_id = r.person_id AND (o.agreed_ms IS NOT NULL"
        "   OR o.made_ms >= ?1 - 2600000000)) OR (o.mentee_id = l.person_id"
        "  AND o.mentor_id = r.person_id AND (o.agreed_ms IS NOT NULL OR o.state = 'proposed')))"
        " ORDER BY r.id, l.person_id");
    row.bind(town_.now());
    Missed found;
    while (row.step())
        found.insert({row.integer("request"), row.integer("mentor")});
    return found;
}

} // namespace peerdesk::community
