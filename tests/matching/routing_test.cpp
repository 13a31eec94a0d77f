// SPDX-License-Identifier: MIT
#include "matching/routing.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {

void showValue(const Candidate& candidate, std::ostream& out) {
    out << "candidate " << candidate.id << " open " << candidate.open_tickets << '/'
        << candidate.open_limit << " asked " << candidate.asked_this_week << '/'
        << candidate.weekly_budget << " answers " << candidate.answers_30d;
}

namespace {

using std::chrono::hours;
using std::chrono::seconds;

Candidate willing(std::int64_t id) {
    return {.id = id, .is_available = true, .shares_language = true};
}

Candidate any_candidate(std::int64_t id) {
    const auto flag = [](int in_ten) { return *rc::gen::inRange(0, 10) < in_ten; };
    Candidate result{.id = id,
                     .is_asker = flag(1),
                     .is_blocked = flag(1),
                     .is_paused = flag(1),
                     .is_available = flag(8),
                     .open_tickets = *rc::gen::inRange(-1, 5),
                     .open_limit = *rc::gen::inRange(-1, 6),
                     .asked_this_week = *rc::gen::inRange(-1, 12),
                     .weekly_budget = *rc::gen::inRange(-1, 13),
                     .shares_language = flag(5),
                     .answers_30d = *rc::gen::inRange(-1, 400),
                     .since_last_asked = std::nullopt,
                     .knows_asker = flag(3)};
    if (flag(5)) result.since_last_asked = seconds{*rc::gen::inRange(-5, 2'000'000)};
    return result;
}

std::vector<Candidate> any_candidates() {
    std::vector<Candidate> result;
    const int size = *rc::gen::inRange(0, 20);
    for (int id = 1; id <= size; ++id)
        result.push_back(any_candidate(id));
    return result;
}

/// A candidate that passes every gate with room to spare.
Candidate any_willing(std::int64_t id) {
    Candidate result = any_candidate(id);
    result.is_asker = result.is_blocked = result.is_paused = false;
    result.is_available = true;
    result.open_limit = *rc::gen::inRange(2, 10);
    result.open_tickets = *rc::gen::inRange(0, result.open_limit - 1);
    result.weekly_budget = *rc::gen::inRange(2, 20);
    result.asked_this_week = *rc::gen::inRange(0, result.weekly_budget - 1);
    return result;
}

double score_of(const Candidate& candidate) {
    const Ranking ranking = rank_responders(std::vector{candidate});
    return ranking.ranked.empty() ? -1 : ranking.ranked.front().score;
}

std::vector<std::int64_t> ids(const Ranking& ranking) {
    std::vector<std::int64_t> result;
    for (const Ranked& each : ranking.ranked)
        result.push_back(each.id);
    return result;
}

void check(const char* what, auto property) {
    EXPECT_TRUE(rc::check(what, property)) << what;
}

TEST(Routing, each_gate_names_itself) {
    struct Row {
        const char* name;
        void (*change)(Candidate&);
        Exclusion why;
    };
    const Row rows[] = {
        {"asker", [](Candidate& one) { one.is_asker = true; }, Exclusion::is_asker},
        {"blocked", [](Candidate& one) { one.is_blocked = true; }, Exclusion::blocked},
        {"paused", [](Candidate& one) { one.is_paused = true; }, Exclusion::paused},
        {"asleep", [](Candidate& one) { one.is_available = false; }, Exclusion::not_awake},
        {"full", [](Candidate& one) { one.open_tickets = 3; }, Exclusion::at_limit},
        {"limit 0", [](Candidate& one) { one.open_limit = 0; }, Exclusion::at_limit},
        {"budget", [](Candidate& one) { one.asked_this_week = 10; }, Exclusion::weekly_budget_used},
        {"budget 0", [](Candidate& one) { one.weekly_budget = 0; }, Exclusion::weekly_budget_used},
    };
    for (const Row& row : rows) {
        Candidate one = willing(7);
        row.change(one);
        const Ranking ranking = rank_responders(std::vector{one});
        EXPECT_TRUE(ranking.ranked.empty()) << row.name;
        EXPECT_EQ(ranking.excluded, (std::vector<Excluded>{{7, row.why}})) << row.name;
    }
}

TEST(Routing, a_person_may_be_one_below_each_limit) {
    Candidate one = willing(1);
    one.open_tickets = 2;
    one.asked_this_week = 9;
    EXPECT_EQ(ids(rank_responders(std::vector{one})), (std::vector<std::int64_t>{1}));
}

TEST(Routing, of_several_gates_the_first_is_told) {
    Candidate one = willing(1);
    one.is_available = false;
    one.is_paused = true;
    one.open_tickets = 3;
    EXPECT_EQ(rank_responders(std::vector{one}).excluded.front().why, Exclusion::paused);
}

TEST(Routing, nobody_to_ask_is_an_empty_answer) {
    EXPECT_EQ(rank_responders({}), Ranking{});
}

TEST(Routing, a_newcomer_without_answers_has_a_score_of_one) {
    const Ranking ranking = rank_responders(std::vector{willing(1)});
    ASSERT_EQ(ranking.ranked.size(), 1U);
    EXPECT_DOUBLE_EQ(ranking.ranked[0].score, 1.0);
    EXPECT_EQ(ranking.ranked[0].parts[0], (Part{Reason::recent_answers, 1.0}));
    EXPECT_EQ(ranking.ranked[0].parts[5], (Part{Reason::knows_asker, 1.0}));
}

TEST(Routing, the_formula_gives_the_figure_written_in_its_description) {
    Candidate one = willing(1);
    one.answers_30d = 6;              // log2(8) = 3
    one.shares_language = false;      // 0.25
    one.open_tickets = 1;             // two of three free
    one.asked_this_week = 5;          // half left
    one.since_last_asked = hours{24}; // (24 + 24) / (24 + 48) = two thirds
    one.knows_asker = true;           // 1.25
    EXPECT_NEAR(score_of(one), 0.208333, 1e-6);
}

TEST(Routing, more_answers_come_first_and_equal_people_by_id) {
    Candidate busy = willing(9);
    busy.answers_30d = 12;
    EXPECT_EQ(ids(rank_responders(std::vector{willing(5), busy, willing(2)})),
              (std::vector<std::int64_t>{9, 2, 5}));
}

TEST(Routing, a_language_not_shared_ranks_lower_and_does_not_exclude) {
    Candidate foreign = willing(1);
    foreign.shares_language = false;
    EXPECT_EQ(ids(rank_responders(std::vector{foreign, willing(2)})),
              (std::vector<std::int64_t>{2, 1}));
}

/// Twelve questions in one week, each asked to the two best, an hour apart, nobody claiming.
TEST(Routing, newcomers_are_asked_before_the_regulars_budget_is_used_up) {
    std::vector<Candidate> people{willing(1), willing(2), willing(3), willing(4)};
    people[0].answers_30d = 30;
    people[1].answers_30d = 25;
    for (int question = 0; question < 12; ++question) {
        const auto order = ids(rank_responders(people));
        for (Candidate& one : people) {
            if (one.since_last_asked) *one.since_last_asked += hours{1};
            if (one.id == order.at(0) || one.id == order.at(1)) {
                ++one.asked_this_week;
                one.since_last_asked = seconds{0};
            }
        }
    }
    EXPECT_GE(people[2].asked_this_week, 2);
    EXPECT_GE(people[3].asked_this_week, 2);
    EXPECT_GT(people[0].asked_this_week, people[2].asked_this_week);
    EXPECT_LT(people[0].asked_this_week, 10);
    EXPECT_LT(people[1].asked_this_week, 10);
}

TEST(Routing, nobody_behind_a_gate_is_ever_ranked) {
    check("gates", [] {
        const auto people = any_candidates();
        const Ranking ranking = rank_responders(people);
        RC_ASSERT(ranking.ranked.size() + ranking.excluded.size() == people.size());
        for (const std::int64_t id : ids(ranking)) {
            const Candidate& one = people.at(static_cast<std::size_t>(id - 1));
            RC_ASSERT(!one.is_asker && !one.is_blocked && !one.is_paused && one.is_available);
            RC_ASSERT(one.open_tickets < one.open_limit);
            RC_ASSERT(one.asked_this_week < one.weekly_budget);
        }
    });
}

TEST(Routing, the_list_is_best_first_with_ties_by_id_and_scores_are_finite) {
    check("order", [] {
        const Ranking ranking = rank_responders(any_candidates());
        for (const Ranked& each : ranking.ranked)
            RC_ASSERT(each.score >= 0 && each.score < 1000);
        for (std::size_t i = 0; i + 1 < ranking.ranked.size(); ++i) {
            const Ranked& left = ranking.ranked[i];
            const Ranked& right = ranking.ranked[i + 1];
            RC_ASSERT(left.score > right.score ||
                      (left.score == right.score && left.id < right.id));
        }
        RC_ASSERT(std::ranges::is_sorted(ranking.excluded, {}, &Excluded::id));
    });
}

TEST(Routing, the_order_of_the_input_does_not_matter) {
    check("permutation", [] {
        auto people = any_candidates();
        const Ranking before = rank_responders(people);
        for (std::size_t i = people.size(); i > 1; --i)
            std::swap(people[i - 1], people[*rc::gen::inRange<std::size_t>(0, i)]);
        RC_ASSERT(rank_responders(people) == before);
    });
}

TEST(Routing, no_part_makes_a_better_placed_person_score_lower) {
    struct Row {
        const char* name;
        void (*worsen)(Candidate&);
    };
    const Row rows[] = {
        {"fewer answers", [](Candidate& one) { one.answers_30d -= *rc::gen::inRange(1, 50); }},
        {"no shared language", [](Candidate& one) { one.shares_language = false; }},
        {"more open", [](Candidate& one) { ++one.open_tickets; }},
        {"lower limit", [](Candidate& one) { one.open_limit = one.open_tickets + 1; }},
        {"asked more", [](Candidate& one) { ++one.asked_this_week; }},
        {"lower budget", [](Candidate& one) { one.weekly_budget = one.asked_this_week + 1; }},
        {"asked just now", [](Candidate& one) { one.since_last_asked = seconds{0}; }},
        {"asker unknown", [](Candidate& one) { one.knows_asker = false; }},
    };
    for (const Row& row : rows) {
        check(row.name, [&row] {
            const Candidate better = any_willing(1);
            Candidate worse = better;
            row.worsen(worse);
            RC_ASSERT(score_of(worse) <= score_of(better));
        });
    }
}

} // namespace
} // namespace peerdesk::matching
