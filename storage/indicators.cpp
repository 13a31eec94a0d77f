// SPDX-License-Identifier: MIT
// Every figure is one query over interactions; architecture.md says what each word counts.
#include "storage/indicators.hpp"

namespace peerdesk::storage {

namespace {

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
constexpr int goal_skills_max = 5;

// ?1 desk, ?2 week, ?3 milliseconds, ?4 now: of a running week only what ran out already counts. A
// ticket counts in the week in which its time ran out, and as answered if the answer was recorded
// by then too: later rows never change it.
constexpr const char* due_24h =
    "SELECT count(*) AS due, total(EXISTS (SELECT 1 FROM interactions AS a"
    " WHERE a.ticket_id = q.ticket_id AND a.kind = 'answered' AND a.cause = 'person'"
    " AND a.week <= ?2 AND a.happened_ms - q.happened_ms <= ?3)) AS answered"
    " FROM interactions AS q WHERE q.desk_id = ?1 AND q.kind = 'asked' AND q.week_24h = ?2"
    " AND q.cause = 'person' AND q.happened_ms + ?3 <= ?4";
constexpr const char* due_72h =
    "SELECT count(*) AS due, total(EXISTS (SELECT 1 FROM interactions AS a"
    " WHERE a.ticket_id = q.ticket_id AND a.kind = 'answered' AND a.cause = 'person'"
    " AND a.week <= ?2 AND a.happened_ms - q.happened_ms <= ?3)) AS answered"
    " FROM interactions AS q WHERE q.desk_id = ?1 AND q.kind = 'asked' AND q.week_72h = ?2"
    " AND q.cause = 'person' AND q.happened_ms + ?3 <= ?4";

constexpr const char* counts =
    "SELECT total(kind = 'asked') AS asked,"
    " total(kind = 'answered' AND waited_ms IS NOT NULL) AS answered,"
    " total(kind = 'closed') AS closed, total(kind = 'thanked') AS thanked,"
    " count(DISTINCT CASE kind WHEN 'answered' THEN actor_id END) AS helpers,"
    " count(DISTINCT CASE kind WHEN 'learned' THEN actor_id END) AS learners"
    " FROM interactions WHERE desk_id = ? AND week = ? AND cause = 'person'";

constexpr const char* pairs =
    "SELECT count(*) AS n FROM (SELECT DISTINCT actor_id, skill_id FROM interactions"
    " WHERE desk_id = ? AND week = ? AND kind = 'learned' AND cause = 'person'"
    " AND skill_id IS NOT NULL)";

// ?3 is the kind: those who did it in the week and at this desk never in a week before. The plus
// keeps SQLite from walking all earlier weeks for each person.
constexpr const char* first_timers =
    "SELECT count(*) AS n FROM (SELECT DISTINCT actor_id FROM interactions WHERE desk_id = ?1"
    "  AND week = ?2 AND kind = ?3 AND cause = 'person' AND actor_id IS NOT NULL) AS n"
    " WHERE NOT EXISTS (SELECT 1 FROM interactions AS o WHERE o.actor_id = n.actor_id"
    "  AND o.kind = ?3 AND o.desk_id = ?1 AND +o.week < ?2 AND o.cause = 'person')";

// The middle row, or the two in the middle.
constexpr const char* median =
    "WITH waits AS (SELECT waited_ms FROM interactions WHERE desk_id = ?1 AND week = ?2"
    "  AND kind = 'answered' AND cause = 'person' AND waited_ms IS NOT NULL),"
    " total AS (SELECT count(*) AS n FROM waits)"
    " SELECT min(waited_ms) AS low, max(waited_ms) AS high FROM (SELECT waited_ms FROM waits"
    "  ORDER BY waited_ms LIMIT 2 - (SELECT n FROM total) % 2"
    "  OFFSET max(0, ((SELECT n FROM total) - 1) / 2))";

// The last row that opened or closed a ticket decides, whoever caused it. With max(), SQLite takes
// the other columns from the same row (sqlite.org/quirks.html, bare columns).
constexpr const char* still_open =
    "SELECT s.ticket_id, (SELECT min(q.happened_ms) FROM interactions AS q"
    "  WHERE q.ticket_id = s.ticket_id AND q.kind = 'asked') AS since"
    " FROM (SELECT ticket_id, max(id), kind FROM interactions WHERE desk_id = ? AND week <= ?"
    "  AND kind IN ('asked', 'closed', 'auto_closed', 'reopened') AND ticket_id IS NOT NULL"
    "  GROUP BY ticket_id) AS s WHERE s.kind IN ('asked', 'reopened')"
    " ORDER BY since, s.ticket_id";

// A ticket belongs to the network and language it was asked in, wherever the answer was typed.
constexpr const char* by_network =
    "SELECT key, sum(asked) AS asked, sum(answered) AS answered, count(DISTINCT asker) AS people"
    " FROM (SELECT network AS key, 1 AS asked, 0 AS answered, actor_id AS asker"
    "  FROM interactions WHERE desk_id = ?1 AND week = ?2 AND kind = 'asked'"
    "  AND cause = 'person' UNION ALL SELECT coalesce((SELECT q.network FROM interactions AS q"
    "   WHERE q.ticket_id = a.ticket_id AND q.kind = 'asked' ORDER BY q.id LIMIT 1), a.network),"
    "  0, 1, NULL FROM interactions AS a WHERE a.desk_id = ?1 AND a.week = ?2"
    "  AND a.kind = 'answered' AND a.cause = 'person' AND a.waited_ms IS NOT NULL)"
    " GROUP BY key ORDER BY key";
constexpr const char* by_language =
    "SELECT key, sum(asked) AS asked, sum(answered) AS answered, count(DISTINCT asker) AS people"
    " FROM (SELECT language AS key, 1 AS asked, 0 AS answered, actor_id AS asker"
    "  FROM interactions WHERE desk_id = ?1 AND week = ?2 AND kind = 'asked'"
    "  AND cause = 'person' UNION ALL SELECT coalesce((SELECT q.language FROM interactions AS q"
    "   WHERE q.ticket_id = a.ticket_id AND q.kind = 'asked' ORDER BY q.id LIMIT 1), a.language),"
    "  0, 1, NULL FROM interactions AS a WHERE a.desk_id = ?1 AND a.week = ?2"
    "  AND a.kind = 'answered' AND a.cause = 'person' AND a.waited_ms IS NOT NULL)"
    " GROUP BY key ORDER BY key";

constexpr const char* goal_people =
    "SELECT count(*) AS n FROM (SELECT actor_id FROM interactions WHERE desk_id = ?"
    " AND kind = 'learned' AND cause = 'person' AND skill_id IS NOT NULL AND week <= ?"
    " GROUP BY actor_id HAVING count(DISTINCT skill_id) >= ?)";
constexpr const char* goal_skills =
    "SELECT s.name FROM interactions AS i JOIN skills AS s ON s.id = i.skill_id"
    " WHERE i.desk_id = ? AND i.kind = 'learned' AND i.cause = 'person' AND i.week <= ?"
    " GROUP BY s.id ORDER BY count(DISTINCT i.actor_id) DESC, s.name LIMIT ?";

void read_counts(Database& database, DeskId desk, std::string_view week, WeekFigures& figures) {
    auto row = database.prepare(counts);
    row.bind(desk).bind(week).step();
    figures.asked = row.integer("asked");
    figures.answered = row.integer("answered");
    figures.closed = row.integer("closed");
    figures.thanked = row.integer("thanked");
    figures.helpers = row.integer("helpers");
    figures.learners = row.integer("learners");
    auto learned = database.prepare(pairs);
    learned.bind(desk).bind(week).step();
    figures.learned_pairs = learned.integer("n");
}

std::int64_t count_first_timers(Database& database, DeskId desk, std::string_view week,
                                std::string_view kind) {
    auto row = database.prepare(first_timers);
    row.bind(desk).bind(week).bind(kind).step();
    return row.integer("n");
}

void read_promptness(Database& database, DeskId desk, std::string_view week, Time now,
                     WeekFigures& figures) {
    auto day = database.prepare(due_24h);
    day.bind(desk).bind(week).bind(day_ms).bind(now).step();
    figures.due_24h = day.integer("due");
    figures.answered_24h = day.integer("answered");
    auto three_days = database.prepare(due_72h);
    three_days.bind(desk).bind(week).bind(3 * day_ms).bind(now).step();
    figures.due_72h = three_days.integer("due");
    figures.answered_72h = three_days.integer("answered");
    auto middle = database.prepare(median);
    middle.bind(desk).bind(week).step();
    if (const auto low = middle.integer_if("low"))
        figures.median_first_answer_ms = *low + (middle.integer("high") - *low) / 2;
}

void read_open(Database& database, DeskId desk, std::string_view week, WeekFigures& figures) {
    auto row = database.prepare(still_open);
    row.bind(desk).bind(week);
    while (row.step()) {
        if (figures.still_open++ > 0) continue;
        figures.oldest_open_ticket = row.integer("ticket_id");
        figures.oldest_open_since = row.time_if("since");
    }
}

std::vector<Breakdown> read_breakdown(Database& database, const char* sql, DeskId desk,
                                      std::string_view week) {
    auto row = database.prepare(sql);
    row.bind(desk).bind(week);
    std::vector<Breakdown> found;
    while (row.step())
        found.push_back({.key = row.text("key"),
                         .asked = row.integer("asked"),
                         .answered = row.integer("answered"),
                         .people = row.integer("people")});
    return found;
}

} // namespace

WeekFigures Indicators::week(DeskId desk, std::string_view week, Time now) {
    WeekFigures figures;
    read_counts(database_, desk, week, figures);
    read_promptness(database_, desk, week, now, figures);
    read_open(database_, desk, week, figures);
    figures.first_time_askers = count_first_timers(database_, desk, week, "asked");
    figures.new_helpers = count_first_timers(database_, desk, week, "answered");
    figures.by_network = read_breakdown(database_, by_network, desk, week);
    figures.by_language = read_breakdown(database_, by_language, desk, week);
    return figures;
}

GoalFigures Indicators::goal(DeskId desk, int skills_each, std::string_view week) {
    GoalFigures figures;
    auto people = database_.prepare(goal_people);
    people.bind(desk).bind(week).bind(skills_each).step();
    figures.people = people.integer("n");
    auto skills = database_.prepare(goal_skills);
    skills.bind(desk).bind(week).bind(goal_skills_max);
    while (skills.step())
        figures.skills.push_back(skills.text("name"));
    return figures;
}

} // namespace peerdesk::storage
