// SPDX-License-Identifier: MIT
#include "storage/indicators.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <rapidcheck.h>

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

using namespace std::chrono_literals;
using Rows = std::vector<Interaction>;

/// Facts kept as plain rows beside the database, to be counted a second way.
struct FactRows : Sample {
    Interactions interactions{database};
    Indicators indicators{database};
    Rows rows;

    void add(Interaction row) {
        row.recorded = row.happened;
        row.desk = row.desk ? row.desk : desk;
        interactions.add(row);
        rows.push_back(std::move(row));
    }
    void asked(int ticket, PersonId actor, int minutes, const std::string& week,
               const std::string& week_24h = "", const std::string& network = "libera") {
        add({.happened = at(minutes),
             .week = week,
             .kind = "asked",
             .actor = actor,
             .ticket = TicketId{ticket},
             .network = network,
             .language = "en",
             .week_24h = week_24h.empty() ? week : week_24h,
             .week_72h = week_24h.empty() ? week : week_24h});
    }
    void event(const std::string& kind, int ticket, PersonId actor, int minutes,
               const std::string& week, std::optional<std::int64_t> waited_ms = {},
               Cause cause = Cause::person) {
        add({.happened = at(minutes),
             .week = week,
             .kind = kind,
             .actor = actor,
             .ticket = TicketId{ticket},
             .network = "oftc",
             .language = "en",
             .cause = cause,
             .waited_ms = waited_ms});
    }
};

struct Week : FactRows {};

TEST_F(Week, without_facts_is_all_zeros) {
    const WeekFigures figures = indicators.week(desk, "2026-W47");
    EXPECT_EQ(figures.asked, 0);
    EXPECT_FALSE(figures.median_first_answer_ms);
    EXPECT_FALSE(figures.oldest_open_ticket);
    EXPECT_TRUE(figures.by_network.empty());
}

TEST_F(Week, counts_what_people_did_and_not_what_the_program_did) {
    asked(1, ana, 0, "2026-W47");
    event("answered", 1, bo, 10, "2026-W47", 600'000);
    event("answered", 1, chi, 20, "2026-W47");
    event("thanked", 1, ana, 30, "2026-W47");
    event("closed", 1, bo, 40, "2026-W47");
    asked(2, ana, 50, "2026-W47");
    event("auto_closed", 2, {}, 60, "2026-W47", {}, Cause::program);
    event("answered", 2, bo, 70, "2026-W47", 5, Cause::program);
    const WeekFigures figures = indicators.week(desk, "2026-W47");
    EXPECT_EQ(figures.asked, 2);
    EXPECT_EQ(figures.answered, 1);
    EXPECT_EQ(figures.closed, 1);
    EXPECT_EQ(figures.thanked, 1);
    EXPECT_EQ(figures.helpers, 2);
    EXPECT_EQ(figures.new_helpers, 2);
    EXPECT_EQ(figures.first_time_askers, 1);
    EXPECT_EQ(figures.still_open, 0);
    EXPECT_EQ(figures.median_first_answer_ms, 600'000);
}

TEST_F(Week, within_24_hours_counts_in_the_week_in_which_they_end) {
    asked(1, ana, 0, "2026-W46", "2026-W47");
    asked(2, ana, 0, "2026-W46", "2026-W47");
    asked(3, ana, 0, "2026-W46", "2026-W46");
    event("answered", 1, bo, 24 * 60, "2026-W47", 1);
    event("answered", 2, bo, 24 * 60 + 1, "2026-W47", 1);
    const WeekFigures figures = indicators.week(desk, "2026-W47");
    EXPECT_EQ(figures.due_24h, 2);
    EXPECT_EQ(figures.answered_24h, 1);
    EXPECT_EQ(figures.due_72h, 2);
    EXPECT_EQ(figures.answered_72h, 2);
    EXPECT_EQ(indicators.week(desk, "2026-W46").due_24h, 1);
    EXPECT_EQ(indicators.week(desk, "2026-W46").answered_24h, 0);
}

TEST_F(Week, stays_the_same_whatever_happens_later) {
    asked(1, ana, 0, "2026-W47");
    asked(2, bo, 5, "2026-W47");
    const WeekFigures before = indicators.week(desk, "2026-W47");
    event("answered", 1, bo, 10, "2026-W48", 600'000);
    event("closed", 1, bo, 11, "2026-W48");
    asked(3, ana, 12, "2026-W48");
    tables.people.erase(ana, at(20));
    const WeekFigures after = indicators.week(desk, "2026-W47");
    EXPECT_EQ(before.still_open, 2);
    EXPECT_EQ(after.still_open, 2);
    EXPECT_EQ(after.oldest_open_ticket, 1);
    EXPECT_EQ(after.oldest_open_since, at(0));
    EXPECT_EQ(after.answered_24h, 0);
    EXPECT_EQ(indicators.week(desk, "2026-W48").still_open, 2);
    EXPECT_EQ(indicators.week(desk, "2026-W48").first_time_askers, 0);
}

TEST_F(Week, a_reopened_ticket_is_open_since_it_was_asked) {
    asked(1, ana, 0, "2026-W46");
    event("closed", 1, bo, 1, "2026-W46");
    event("reopened", 1, ana, 2, "2026-W47");
    EXPECT_EQ(indicators.week(desk, "2026-W46").still_open, 0);
    EXPECT_EQ(indicators.week(desk, "2026-W47").still_open, 1);
    EXPECT_EQ(indicators.week(desk, "2026-W47").oldest_open_since, at(0));
}

TEST_F(Week, an_answer_belongs_to_the_network_of_the_question) {
    asked(1, ana, 0, "2026-W47", "", "matrix");
    asked(2, ana, 0, "2026-W47", "", "irc");
    event("answered", 1, bo, 1, "2026-W47", 60'000); // typed on oftc
    const auto by_network = indicators.week(desk, "2026-W47").by_network;
    ASSERT_EQ(by_network.size(), 2U);
    EXPECT_EQ(by_network[0].key, "irc");
    EXPECT_EQ(by_network[0].answered, 0);
    EXPECT_EQ(by_network[1].key, "matrix");
    EXPECT_EQ(by_network[1].asked, 1);
    EXPECT_EQ(by_network[1].answered, 1);
    EXPECT_EQ(by_network[1].people, 1);
}

TEST_F(Week, the_median_of_an_even_number_lies_between_the_middle_two) {
    for (const std::int64_t waited : {400, 100, 200, 900})
        event("answered", 1, bo, 1, "2026-W47", waited);
    EXPECT_EQ(indicators.week(desk, "2026-W47").median_first_answer_ms, 300);
}

struct Connections : FactRows {
    void introduction(const std::string& kind, int number, PersonId actor, PersonId subject,
                      const std::string& week, Cause cause = Cause::person,
                      const std::string& name = "tables") {
        add({.happened = at(0),
             .week = week,
             .kind = kind,
             .actor = actor,
             .subject = subject,
             .introduction = IntroductionId{number},
             .skill = name.empty() ? SkillId{} : interactions.skill_named(name, name),
             .cause = cause});
    }
    void skill(const std::string& kind, PersonId actor, const std::string& name,
               const std::string& week, Cause cause = Cause::person) {
        add({.happened = at(0),
             .week = week,
             .kind = kind,
             .actor = actor,
             .skill = interactions.skill_named(name, name),
             .cause = cause});
    }
};

TEST_F(Connections, an_introduction_is_met_once_whoever_tells_it) {
    introduction("introduced", 1, bo, ana, "2026-W46");
    introduction("introduced", 2, chi, ana, "2026-W46");
    introduction("met", 1, ana, bo, "2026-W47");
    introduction("met", 1, bo, ana, "2026-W47");
    introduction("met", 2, bo, ana, "2026-W47", Cause::program);
    introduction("met", 1, bo, ana, "2026-W48");
    EXPECT_EQ(indicators.week(desk, "2026-W46").introduced, 2);
    EXPECT_EQ(indicators.week(desk, "2026-W46").met, 0);
    EXPECT_EQ(indicators.week(desk, "2026-W47").met, 1);
    EXPECT_EQ(indicators.week(desk, "2026-W48").met, 0);
}

TEST_F(Connections, a_learner_helps_who_learned_before_answering_or_meeting) {
    event("answered", 1, bo, 0, "2026-W46", 10);
    skill("learned", bo, "tables", "2026-W46");
    EXPECT_EQ(indicators.week(desk, "2026-W46").learners_helping, 0) << "answered before";
    event("answered", 2, bo, 1, "2026-W46", 10);
    EXPECT_EQ(indicators.week(desk, "2026-W46").learners_helping, 1);
    skill("learned", chi, "tables", "2026-W46");
    introduction("introduced", 1, chi, ana, "2026-W46");
    EXPECT_EQ(indicators.week(desk, "2026-W46").learners_helping, 1) << "not met yet";
    introduction("met", 1, ana, chi, "2026-W47"); // told by the mentee, helped by the mentor
    EXPECT_EQ(indicators.week(desk, "2026-W47").learners_helping, 1);
}

TEST_F(Connections, peers_who_met_without_a_skill_are_connected_and_nobody_is_the_mentor) {
    skill("learned", chi, "tables", "2026-W46");
    introduction("introduced", 1, chi, ana, "2026-W47", Cause::person, "");
    introduction("met", 1, ana, chi, "2026-W47", Cause::person, "");
    EXPECT_EQ(indicators.week(desk, "2026-W47").met, 1);
    EXPECT_EQ(indicators.week(desk, "2026-W47").learners_helping, 0);
}

TEST_F(Connections, skills_are_broken_down_by_people) {
    skill("offered", bo, "tables", "2026-W47");
    skill("offered", bo, "tables", "2026-W47");
    skill("wanted", ana, "tables", "2026-W47");
    skill("mentor_asked", ana, "tables", "2026-W47");
    skill("wanted", chi, "maps", "2026-W47");
    skill("unoffered", {}, "maps", "2026-W47", Cause::program);
    skill("suggested", {}, "maps", "2026-W47", Cause::program);
    const WeekFigures figures = indicators.week(desk, "2026-W47");
    EXPECT_EQ(figures.offered, 1);
    EXPECT_EQ(figures.wanted, 2);
    ASSERT_EQ(figures.by_skill.size(), 2U);
    EXPECT_EQ(figures.by_skill[0], (SkillFigures{figures.by_skill[0].skill, 0, 1, 1, 2, false}));
    EXPECT_EQ(figures.by_skill[1], (SkillFigures{figures.by_skill[1].skill, 0, 1, 0, 1, true}));
}

TEST_F(Connections, gaps_are_what_was_noted_in_the_week) {
    for (const auto& [kind, language, minutes] : {std::tuple{"uncovered", "es", 30},
                                                  {"uncovered", "es", 10},
                                                  {"unspoken", "fr", 1},
                                                  {"unspoken", "es", 2},
                                                  {"unspoken", "es", 3}}) {
        add({.happened = at(minutes),
             .week = "2026-W47",
             .kind = kind,
             .ticket = TicketId{1},
             .language = language,
             .cause = Cause::program});
    }
    const WeekFigures figures = indicators.week(desk, "2026-W47");
    EXPECT_EQ(figures.uncovered, 2);
    EXPECT_EQ(figures.uncovered_at, (std::vector<Time>{at(10), at(30)}));
    EXPECT_EQ(figures.unspoken, (std::vector<LanguageGap>{{"es", 2}, {"fr", 1}}));
}

// The same words as in architecture.md, counted with loops.

bool by_person(const Interaction& row) {
    return row.cause == Cause::person;
}

std::set<PersonId> actors(const Rows& rows, DeskId desk, const std::string& kind,
                          const std::string& from, const std::string& to) {
    std::set<PersonId> found;
    for (const Interaction& row : rows)
        if (by_person(row) && row.desk == desk && row.kind == kind && row.week >= from &&
            row.week <= to)
            found.insert(row.actor);
    return found;
}

std::int64_t new_actors(const Rows& rows, DeskId desk, const std::string& kind,
                        const std::string& week) {
    const auto now = actors(rows, desk, kind, week, week);
    std::set<PersonId> before;
    for (const Interaction& row : rows)
        if (by_person(row) && row.desk == desk && row.kind == kind && row.week < week)
            before.insert(row.actor);
    return std::ranges::count_if(now, [&](PersonId one) { return !before.contains(one); });
}

std::int64_t count(const Rows& rows, DeskId desk, const std::string& kind,
                   const std::string& week) {
    return std::ranges::count_if(rows, [&](const Interaction& row) {
        return by_person(row) && row.desk == desk && row.kind == kind && row.week == week;
    });
}

bool answered_within(const Rows& rows, const Interaction& question, const std::string& week,
                     std::chrono::hours limit) {
    return std::ranges::any_of(rows, [&](const Interaction& row) {
        return by_person(row) && row.kind == "answered" && row.ticket == question.ticket &&
               row.week <= week && row.happened - question.happened <= limit;
    });
}

WeekFigures recount(const Rows& rows, DeskId desk, const std::string& week) {
    WeekFigures figures;
    figures.asked = count(rows, desk, "asked", week);
    figures.thanked = count(rows, desk, "thanked", week);
    figures.closed = count(rows, desk, "closed", week);
    figures.helpers = std::ssize(actors(rows, desk, "answered", week, week));
    figures.learners = std::ssize(actors(rows, desk, "learned", week, week));
    figures.new_helpers = new_actors(rows, desk, "answered", week);
    figures.first_time_askers = new_actors(rows, desk, "asked", week);
    std::vector<std::int64_t> waits;
    std::set<std::pair<PersonId, SkillId>> pairs;
    std::map<TicketId, bool> is_open;
    for (const Interaction& row : rows) {
        if (row.desk != desk) continue;
        if (by_person(row) && row.kind == "asked" && row.week_24h == week) {
            ++figures.due_24h;
            figures.answered_24h += answered_within(rows, row, week, 24h) ? 1 : 0;
        }
        if (by_person(row) && row.kind == "asked" && row.week_72h == week) {
            ++figures.due_72h;
            figures.answered_72h += answered_within(rows, row, week, 72h) ? 1 : 0;
        }
        if (by_person(row) && row.week == week && row.kind == "answered" && row.waited_ms)
            waits.push_back(*row.waited_ms);
        if (by_person(row) && row.week == week && row.kind == "learned" && row.skill)
            pairs.emplace(row.actor, row.skill);
        if (row.week > week) continue;
        if (row.kind == "asked" || row.kind == "reopened") is_open[row.ticket] = true;
        if (row.kind == "closed" || row.kind == "auto_closed") is_open[row.ticket] = false;
    }
    figures.answered = std::ssize(waits);
    figures.learned_pairs = std::ssize(pairs);
    std::ranges::sort(waits);
    if (!waits.empty())
        figures.median_first_answer_ms =
            (waits[(waits.size() - 1) / 2] + waits[waits.size() / 2]) / 2;
    for (const auto& [ticket, open] : is_open)
        figures.still_open += open ? 1 : 0;
    return figures;
}

/// Any facts at all: the figures must not depend on their making sense.
rc::Gen<Interaction> any_fact() {
    return rc::gen::exec([] {
        const auto week = [] { return "2026-W0" + std::to_string(*rc::gen::inRange(1, 5)); };
        Interaction row;
        row.happened = at(*rc::gen::inRange(0, 100 * 60));
        row.week = week();
        row.kind = *rc::gen::elementOf(std::vector<std::string>{
            "asked", "asked", "answered", "answered", "closed", "auto_closed", "reopened",
            "learned", "thanked", "claimed", "nudged"});
        row.actor = PersonId{*rc::gen::inRange(1, 5)};
        row.ticket = TicketId{*rc::gen::inRange(1, 8)};
        row.desk = DeskId{*rc::gen::inRange(1, 3)};
        row.network = *rc::gen::elementOf(std::vector<std::string>{"irc", "matrix"});
        row.language = *rc::gen::elementOf(std::vector<std::string>{"en", "fr"});
        row.cause = *rc::gen::weightedElement<Cause>({{4, Cause::person}, {1, Cause::program}});
        if (row.kind == "asked") {
            row.week_24h = week();
            row.week_72h = week();
        }
        if (row.kind == "learned") row.skill = SkillId{*rc::gen::inRange(0, 4)};
        if (row.kind == "answered" && *rc::gen::arbitrary<bool>())
            row.waited_ms = *rc::gen::inRange(0, 1000);
        return row;
    });
}

void compare(const WeekFigures& counted, const WeekFigures& again) {
    RC_ASSERT(counted.asked == again.asked);
    RC_ASSERT(counted.answered == again.answered);
    RC_ASSERT(counted.due_24h == again.due_24h);
    RC_ASSERT(counted.answered_24h == again.answered_24h);
    RC_ASSERT(counted.due_72h == again.due_72h);
    RC_ASSERT(counted.answered_72h == again.answered_72h);
    RC_ASSERT(counted.median_first_answer_ms == again.median_first_answer_ms);
    RC_ASSERT(counted.still_open == again.still_open);
    RC_ASSERT(counted.first_time_askers == again.first_time_askers);
    RC_ASSERT(counted.helpers == again.helpers);
    RC_ASSERT(counted.new_helpers == again.new_helpers);
    RC_ASSERT(counted.learners == again.learners);
    RC_ASSERT(counted.learned_pairs == again.learned_pairs);
    RC_ASSERT(counted.thanked == again.thanked);
    RC_ASSERT(counted.closed == again.closed);
}

TEST(Indicators, equal_a_recount_by_other_means) {
    EXPECT_TRUE(rc::check("figures of every week and desk", [] {
        Database database = Database::in_memory();
        database.execute("INSERT INTO desks (id, name) VALUES (1, 'a'), (2, 'b');"
                         "INSERT INTO skills (id, name, folded) VALUES (1, 'a', 'a'),"
                         " (2, 'b', 'b'), (3, 'c', 'c')");
        const Rows rows = *rc::gen::container<Rows>(any_fact());
        Interactions interactions(database);
        for (const Interaction& row : rows)
            interactions.add(row);
        Indicators indicators(database);
        for (const DeskId desk : {DeskId{1}, DeskId{2}}) {
            for (const char* week : {"2026-W01", "2026-W02", "2026-W03", "2026-W04"}) {
                const WeekFigures counted = indicators.week(desk, week);
                compare(counted, recount(rows, desk, week));
                std::int64_t asked = 0;
                std::int64_t answered = 0;
                for (const Breakdown& part : counted.by_language) {
                    asked += part.asked;
                    answered += part.answered;
                }
                RC_ASSERT(asked == counted.asked);
                RC_ASSERT(answered == counted.answered);
            }
        }
    }));
}

} // namespace
} // namespace peerdesk::storage
