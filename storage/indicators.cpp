// SPDX-License-Identifier: MIT
// Every figure is one query over interactions; architecture.md says what each word counts.
#include "storage/indicators.hpp"

namespace peerdesk::storage {

namespace {

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;

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
    " count(DISTINCT CASE kind WHEN 'learned' THEN actor_id END) AS learners,"
    " total(kind = 'self_served') AS self_served,"
    " count(DISTINCT CASE kind WHEN 'offered' THEN actor_id || ' ' || skill_id END) AS offered,"
    " count(DISTINCT CASE kind WHEN 'wanted' THEN actor_id || ' ' || skill_id END) AS wanted"
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

// ?3 is the kind. An introduction counts in the week in which the first such row was recorded.
constexpr const char* introductions =
    "SELECT count(*) AS n FROM (SELECT DISTINCT introduction_id FROM interactions"
    "  WHERE desk_id = ?1 AND week = ?2 AND kind = ?3 AND cause = 'person'"
    "  AND introduction_id IS NOT NULL) AS n"
    " WHERE NOT EXISTS (SELECT 1 FROM interactions AS o WHERE o.kind = ?3 AND o.desk_id = ?1"
    "  AND o.introduction_id = n.introduction_id AND +o.week < ?2 AND o.cause = 'person')";

// Whoever introduced is the mentor; what was learned counts if it was recorded before the help.
constexpr const char* learners_helping =
    "SELECT count(DISTINCT h.person_id) AS n FROM"
    " (SELECT actor_id AS person_id, id FROM interactions WHERE desk_id = ?1 AND week = ?2"
    "  AND kind = 'answered' AND cause = 'person'"
    "  UNION ALL SELECT i.actor_id, m.id FROM interactions AS m"
    "  JOIN interactions AS i ON i.introduction_id = m.introduction_id AND i.kind = 'introduced'"
    "   AND i.desk_id = ?1 AND i.cause = 'person' AND i.id < m.id AND i.skill_id IS NOT NULL"
    "  WHERE m.desk_id = ?1 AND m.week = ?2 AND m.kind = 'met' AND m.cause = 'person') AS h"
    " WHERE EXISTS (SELECT 1 FROM interactions AS l WHERE l.actor_id = h.person_id"
    "  AND l.kind = 'learned' AND l.desk_id = ?1 AND l.cause = 'person' AND l.id < h.id)";

constexpr const char* uncovered =
    "SELECT happened_ms FROM interactions WHERE desk_id = ? AND week = ? AND kind = 'uncovered'"
    " ORDER BY happened_ms, id";
constexpr const char* unspoken =
    "SELECT language, count(*) AS asked FROM interactions WHERE desk_id = ? AND week = ?"
    " AND kind = 'unspoken' GROUP BY language ORDER BY language";

constexpr const char* by_skill =
    "SELECT skill_id, count(DISTINCT CASE kind WHEN 'learned' THEN actor_id END) AS learned,"
    " count(DISTINCT CASE WHEN kind IN ('wanted', 'mentor_asked') THEN actor_id END) AS wanted,"
    " count(DISTINCT CASE kind WHEN 'offered' THEN actor_id END) AS offered,"
    " count(DISTINCT CASE WHEN kind <> 'unoffered' THEN actor_id END) AS people,"
    " max(kind = 'unoffered') AS is_unoffered FROM interactions WHERE desk_id = ? AND week = ?"
    " AND skill_id IS NOT NULL AND (kind = 'unoffered' OR (cause = 'person'"
    "  AND kind IN ('learned', 'wanted', 'mentor_asked', 'offered')))"
    " GROUP BY skill_id ORDER BY skill_id";

void read_counts(Database& database, DeskId desk, std::string_view week, WeekFigures& figures) {
    auto row = database.prepare(counts);
    row.bind(desk).bind(week).step();
    figures.asked = row.integer("asked");
    figures.answered = row.integer("answered");
    figures.closed = row.integer("closed");
    figures.thanked = row.integer("thanked");
    figures.helpers = row.integer("helpers");
    figures.learners = row.integer("learners");
    figures.self_served = row.integer("self_served");
    figures.offered = row.integer("offered");
    figures.wanted = row.integer("wanted");
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

std::int64_t count_introductions(Database& database, DeskId desk, std::string_view week,
                                 std::string_view kind) {
    auto row = database.prepare(introductions);
    row.bind(desk).bind(week).bind(kind).step();
    return row.integer("n");
}

void read_gaps(Database& database, DeskId desk, std::string_view week, WeekFigures& figures) {
    auto hours = database.prepare(uncovered);
    hours.bind(desk).bind(week);
    while (hours.step()) {
        if (figures.uncovered++ < Indicators::uncovered_at_max)
            figures.uncovered_at.push_back(hours.time("happened_ms"));
    }
    auto languages = database.prepare(unspoken);
    languages.bind(desk).bind(week);
    while (languages.step())
        figures.unspoken.push_back({languages.text("language"), languages.integer("asked")});
}

std::vector<SkillFigures> read_skills(Database& database, DeskId desk, std::string_view week) {
    auto row = database.prepare(by_skill);
    row.bind(desk).bind(week);
    std::vector<SkillFigures> found;
    while (row.step())
        found.push_back({.skill = row.id<SkillId>("skill_id"),
                         .learned = row.integer("learned"),
                         .wanted = row.integer("wanted"),
                         .offered = row.integer("offered"),
                         .people = row.integer("people"),
                         .is_unoffered = row.integer("is_unoffered") != 0});
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
    figures.introduced = count_introductions(database_, desk, week, "introduced");
    figures.met = count_introductions(database_, desk, week, "met");
    auto helping = database_.prepare(learners_helping);
    helping.bind(desk).bind(week).step();
    figures.learners_helping = helping.integer("n");
    read_gaps(database_, desk, week, figures);
    figures.by_skill = read_skills(database_, desk, week);
    figures.by_network = read_breakdown(database_, by_network, desk, week);
    figures.by_language = read_breakdown(database_, by_language, desk, week);
    return figures;
}

} // namespace peerdesk::storage
