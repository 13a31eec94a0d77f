// SPDX-License-Identifier: MIT
#include "matching/rounds.hpp"

#include "tests/matching/lemon_round.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {

void showValue(const RoundArc& arc, std::ostream& out) {
    out << arc.mentee << "->" << arc.mentor << " (" << arc.score << ")";
}

namespace {

constexpr double tolerance = 1e-9;

RoundInstance any_round(std::uint32_t mentors_max, std::uint32_t mentees_max) {
    RoundInstance result;
    const auto mentors = *rc::gen::inRange<std::uint32_t>(0, mentors_max + 1);
    const auto mentees = *rc::gen::inRange<std::uint32_t>(0, mentees_max + 1);
    for (std::uint32_t m = 0; m < mentors; ++m)
        result.mentors.push_back({m + 1, *rc::gen::inRange(-1, 5), *rc::gen::inRange(-1, 4)});
    for (std::uint32_t i = 0; i < mentees; ++i) {
        result.mentees.push_back({100 + i, *rc::gen::inRange(-1, 4)});
        for (std::uint32_t m = 0; m < mentors; ++m)
            if (*rc::gen::inRange(0, 3) > 0)
                result.arcs.push_back({i, m, *rc::gen::inRange(0, 12) * 0.1});
    }
    return result;
}

RoundSettings any_settings() {
    return {*rc::gen::inRange(0, 5) * 0.05, *rc::gen::inRange(0, 4) * 0.5,
            *rc::gen::inRange(0, 3) * 0.1};
}

Round solved(const RoundInstance& instance, const RoundSettings& settings = {}) {
    return pair_round(instance.mentors, instance.mentees, instance.arcs, settings);
}

bool contains(const auto& list, const auto& value) {
    return std::ranges::find(list, value) != list.end();
}

double load_cost(const RoundMentor& mentor, int taken, const RoundSettings& settings) {
    double sum = 0;
    for (int k = 0; k < taken; ++k)
        sum += settings.load_cost * (std::max(mentor.load, 0) + k) * (std::max(mentor.load, 0) + k);
    return sum;
}

double waiting_cost(const RoundMentee& mentee, const RoundSettings& settings) {
    return settings.waiting_cost + settings.waited_round_cost * std::max(mentee.rounds_waited, 0);
}

/// The least cost by trying everything: mentee `at` and those after, with so many taken.
double by_force(const RoundInstance& instance, const RoundSettings& settings, std::size_t at,
                std::vector<int>& taken) {
    if (at == instance.mentees.size()) {
        double sum = 0;
        for (std::size_t m = 0; m < taken.size(); ++m)
            sum += load_cost(instance.mentors[m], taken[m], settings);
        return sum;
    }
    double best =
        waiting_cost(instance.mentees[at], settings) + by_force(instance, settings, at + 1, taken);
    for (const RoundArc& arc : instance.arcs) {
        if (arc.mentee != at || taken[arc.mentor] >= instance.mentors[arc.mentor].room) continue;
        ++taken[arc.mentor];
        best = std::min(best, by_force(instance, settings, at + 1, taken) - arc.score);
        --taken[arc.mentor];
    }
    return best;
}

double cost_of(const Round& round, const RoundInstance& instance, const RoundSettings& settings) {
    double sum = 0;
    for (const RoundPair& pair : round.pairs)
        sum -= pair.score;
    for (std::size_t m = 0; m < instance.mentors.size(); ++m)
        sum += load_cost(instance.mentors[m], round.prices[m].taken, settings);
    for (const RoundMentee& mentee : instance.mentees)
        if (contains(round.waiting, mentee.id)) sum += waiting_cost(mentee, settings);
    return sum;
}

void check(const char* what, auto property) {
    EXPECT_TRUE(rc::check(what, property)) << what;
}

TEST(Rounds, without_people_there_is_nothing_to_do) {
    EXPECT_EQ(pair_round({}, {}, {}), Round{});
}

TEST(Rounds, the_better_pairing_of_all_goes_before_the_best_of_one) {
    const RoundInstance two{{{1, 1, 0}, {2, 1, 0}},
                            {{10, 0}, {11, 0}},
                            {{0, 0, 0.9}, {0, 1, 0.8}, {1, 0, 0.8}, {1, 1, 0.2}}};
    EXPECT_EQ(solved(two).pairs, (std::vector<RoundPair>{{10, 2, 0.8}, {11, 1, 0.8}}));
}

TEST(Rounds, load_is_spread_although_one_mentor_suits_everybody_better) {
    RoundInstance four{{{1, 4, 0}, {2, 4, 0}}, {}, {}};
    for (std::uint32_t i = 0; i < 4; ++i) {
        four.mentees.push_back({10 + i, 0});
        four.arcs.push_back({i, 0, 0.50});
        four.arcs.push_back({i, 1, 0.48});
    }
    const Round round = solved(four);
    EXPECT_EQ(round.prices[0].taken, 2);
    EXPECT_EQ(round.prices[1].taken, 2);
}

TEST(Rounds, a_mentor_who_has_mentees_already_comes_later) {
    const RoundInstance one{{{1, 3, 2}, {2, 3, 0}}, {{10, 0}}, {{0, 0, 0.55}, {0, 1, 0.5}}};
    EXPECT_EQ(solved(one).pairs.at(0).mentor, 2);
}

TEST(Rounds, who_waited_longer_gets_the_only_place) {
    const RoundInstance two{{{1, 1, 0}}, {{10, 0}, {11, 2}}, {{0, 0, 0.6}, {1, 0, 0.5}}};
    const Round round = solved(two);
    EXPECT_EQ(round.pairs, (std::vector<RoundPair>{{11, 1, 0.5}}));
    EXPECT_EQ(round.waiting, (std::vector<std::int64_t>{10}));
}

TEST(Rounds, the_price_of_a_full_mentor_is_what_the_next_mentee_would_have_gained) {
    const RoundInstance full{{{1, 0, 0}, {2, 2, 1}}, {{10, 0}}, {{0, 0, 0.7}}};
    const Round round = solved(full);
    EXPECT_NEAR(round.prices[0].price, 1.7, tolerance);  // 0.7 instead of waiting at 1
    EXPECT_NEAR(round.prices[1].price, 0.02, tolerance); // nobody asks: the next place alone
}

TEST(Rounds, every_round_is_as_cheap_as_the_cheapest_found_by_trying_all) {
    check("brute force", [] {
        const RoundInstance instance = any_round(4, 6);
        const RoundSettings settings = any_settings();
        std::vector<int> taken(instance.mentors.size(), 0);
        const Round round = solved(instance, settings);
        RC_ASSERT(std::abs(round.total_cost - by_force(instance, settings, 0, taken)) < tolerance);
        RC_ASSERT(std::abs(round.total_cost - cost_of(round, instance, settings)) < tolerance);
    });
}

TEST(Rounds, room_is_kept_and_everybody_is_in_one_place) {
    check("feasible", [] {
        const RoundInstance instance = any_round(8, 30);
        const Round round = solved(instance, any_settings());
        RC_ASSERT(round.pairs.size() + round.waiting.size() == instance.mentees.size());
        std::map<std::int64_t, int> taken;
        for (const RoundPair& pair : round.pairs) {
            ++taken[pair.mentor];
            const RoundArc arc{static_cast<std::uint32_t>(pair.mentee - 100),
                               static_cast<std::uint32_t>(pair.mentor - 1), pair.score};
            RC_ASSERT(contains(instance.arcs, arc));
            RC_ASSERT(!contains(round.waiting, pair.mentee));
        }
        for (std::size_t m = 0; m < instance.mentors.size(); ++m) {
            RC_ASSERT(taken[instance.mentors[m].id] == round.prices[m].taken);
            RC_ASSERT(round.prices[m].taken <= std::max(instance.mentors[m].room, 0));
        }
    });
}

/// Complementary slackness, which proves the optimum without another solver.
TEST(Rounds, at_the_prices_told_everybody_has_what_is_best_for_them) {
    check("prices", [] {
        const RoundInstance instance = any_round(8, 30);
        const RoundSettings settings = any_settings();
        const Round round = solved(instance, settings);
        std::map<std::int64_t, double> net;
        for (const RoundMentee& mentee : instance.mentees)
            net[mentee.id] = -waiting_cost(mentee, settings);
        for (const RoundPair& pair : round.pairs) {
            const double got = pair.score - round.prices[pair.mentor - 1].price;
            RC_ASSERT(got >= net[pair.mentee] - tolerance);
            net[pair.mentee] = got;
        }
        for (const RoundArc& arc : instance.arcs)
            RC_ASSERT(arc.score - round.prices[arc.mentor].price <=
                      net[instance.mentees[arc.mentee].id] + tolerance);
        for (std::size_t m = 0; m < instance.mentors.size(); ++m) {
            const auto& [mentor, taken, price] = round.prices[m];
            const auto place = [&](int k) {
                const double load = std::max(instance.mentors[m].load, 0) + k;
                return settings.load_cost * load * load;
            };
            if (taken > 0) RC_ASSERT(price >= place(taken - 1) - tolerance);
            if (taken < instance.mentors[m].room) RC_ASSERT(price <= place(taken) + tolerance);
        }
    });
}

TEST(Rounds, the_order_of_the_arcs_of_different_mentees_does_not_matter) {
    check("order", [] {
        RoundInstance instance = any_round(6, 12);
        const Round before = solved(instance);
        std::ranges::sort(instance.arcs, {}, [](const RoundArc& arc) {
            return std::tuple((arc.mentee * 7 + 3) % 5, arc.mentee, arc.mentor);
        });
        RC_ASSERT(solved(instance) == before);
    });
}

TEST(Rounds, large_rounds_cost_what_lemon_finds) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        RoundInstance instance = round_instance({40, 300, 6000}, seed);
        for (std::size_t m = 0; m < instance.mentors.size(); ++m) {
            instance.mentors[m].room = static_cast<int>((m * seed) % 11);
            instance.mentors[m].load = static_cast<int>(m % 4);
        }
        for (std::size_t i = 0; i < instance.mentees.size(); ++i)
            instance.mentees[i].rounds_waited = static_cast<int>(i % 5);
        const Round round = solved(instance);
        EXPECT_NEAR(round.total_cost, lemon_round(instance).total_cost, 1e-6) << "seed " << seed;
        EXPECT_EQ(round, solved(instance)) << "seed " << seed;
    }
}

} // namespace
} // namespace peerdesk::matching
