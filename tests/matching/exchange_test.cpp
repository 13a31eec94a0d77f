// SPDX-License-Identifier: MIT
#include "matching/exchange.hpp"

#include "tests/matching/exchange_instance.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {

void showValue(const ExchangeEdge& edge, std::ostream& out) {
    out << edge.from << "->" << edge.to;
}

namespace {

ExchangePlan planned(const ExchangeInstance& instance, const ExchangeSettings& settings = {}) {
    return plan_exchange(instance.people, instance.edges, settings);
}

ExchangeInstance people(std::uint32_t count, std::vector<ExchangeEdge> edges,
                        std::uint32_t givers = 0) {
    ExchangeInstance result{{}, std::move(edges)};
    for (std::uint32_t i = 0; i < count; ++i)
        result.people.push_back({i + 1, i < givers});
    return result;
}

ExchangeInstance any_exchange(std::uint32_t people_max, std::uint32_t givers_max) {
    const auto size = *rc::gen::inRange<std::uint32_t>(0, people_max + 1);
    const auto givers = std::min(*rc::gen::inRange<std::uint32_t>(0, givers_max + 1), size);
    const int one_in = *rc::gen::inRange(2, 6);
    ExchangeInstance result = people(size, {}, givers);
    for (std::uint32_t from = 0; from < size; ++from)
        for (std::uint32_t to = 0; to < size; ++to)
            if (*rc::gen::inRange(0, one_in) == 0) result.edges.push_back({from, to});
    return result;
}

/// Tries everything: the lowest person not yet decided gets each possible group, or none.
class AllPlans {
  public:
    AllPlans(const ExchangeInstance& instance, std::size_t chain_people_max)
        : size_(instance.people.size()), chain_people_max_(chain_people_max),
          teaches_(size_ * size_, false) {
        for (const ExchangePerson& person : instance.people)
            givers_.push_back(person.wants_nothing);
        for (const ExchangeEdge& edge : instance.edges)
            if (!givers_[edge.to]) teaches_[edge.from * size_ + edge.to] = true;
        for (std::uint32_t first = 0; first < size_; ++first)
            extend({first});
    }

    [[nodiscard]] int most(unsigned taken = 0, std::size_t from = 0) const {
        int best = 0;
        for (std::size_t i = from; i < groups_.size(); ++i)
            if ((groups_[i].people & taken) == 0)
                best = std::max(best, groups_[i].learners + most(taken | groups_[i].people, i + 1));
        return best;
    }

  private:
    struct Possible {
        unsigned people = 0;
        int learners = 0;
    };

    void extend(const std::vector<std::uint32_t>& path) {
        const bool is_chain = givers_[path.front()];
        const auto size = path.size();
        unsigned set = 0;
        for (const std::uint32_t each : path)
            set |= 1U << each;
        if (is_chain && size >= 2) groups_.push_back({set, static_cast<int>(size) - 1});
        const bool is_lowest = std::ranges::min(path) == path.front();
        if (!is_chain && size >= 2 && size <= 3 && is_lowest &&
            teaches_[path.back() * size_ + path.front()])
            groups_.push_back({set, static_cast<int>(size)});
        if (size >= (is_chain ? chain_people_max_ : 3)) return;
        for (std::uint32_t next = 0; next < size_; ++next) {
            if ((set >> next & 1U) != 0 || !teaches_[path.back() * size_ + next]) continue;
            auto longer = path;
            longer.push_back(next);
            extend(longer);
        }
    }

    std::size_t size_;
    std::size_t chain_people_max_;
    std::vector<bool> givers_;
    std::vector<bool> teaches_;
    std::vector<Possible> groups_;
};

void check(const char* what, auto property) {
    EXPECT_TRUE(rc::check(what, property)) << what;
}

constexpr ExchangeSettings quick{.search_steps = 20'000};

TEST(Exchange, nobody_has_an_empty_plan) {
    EXPECT_EQ(plan_exchange({}, {}), (ExchangePlan{.is_optimal = true}));
    EXPECT_EQ(exchange_upper_bound({}, {}), 0);
}

TEST(Exchange, three_people_in_a_circle_learn_although_no_two_suit_each_other) {
    const ExchangePlan plan = planned(people(3, {{0, 2}, {2, 1}, {1, 0}}));
    EXPECT_EQ(plan.groups, (std::vector<ExchangeGroup>{{ExchangeShape::cycle, {1, 3, 2}}}));
    EXPECT_EQ(plan.learners, 3);
    EXPECT_TRUE(plan.is_optimal);
}

TEST(Exchange, a_pair_is_given_up_where_two_triples_reach_more) {
    // 3 and 4 suit each other, but each of them closes a circle of three.
    const ExchangePlan plan =
        planned(people(6, {{2, 3}, {3, 2}, {0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}}));
    EXPECT_EQ(plan.learners, 6);
    EXPECT_EQ(plan.groups.size(), 2U);
}

TEST(Exchange, a_chain_begins_with_somebody_who_wants_nothing_and_ends_at_its_limit) {
    const ExchangeInstance line = people(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}}, 1);
    EXPECT_EQ(planned(line).groups,
              (std::vector<ExchangeGroup>{{ExchangeShape::chain, {1, 2, 3, 4}}}));
    EXPECT_EQ(planned(line, {.chain_people_max = 6}).learners, 5);
    EXPECT_EQ(planned(line, {.chain_people_max = 1}).learners, 0);
    EXPECT_EQ(exchange_upper_bound(line.people, line.edges), 5);
}

TEST(Exchange, edges_to_oneself_twice_or_to_somebody_who_wants_nothing_do_not_count) {
    const ExchangePlan plan = planned(people(2, {{0, 0}, {1, 1}, {1, 0}, {1, 0}, {0, 1}}, 1));
    EXPECT_EQ(plan.groups, (std::vector<ExchangeGroup>{{ExchangeShape::chain, {1, 2}}}));
}

TEST(Exchange, small_plans_are_as_good_as_the_best_of_all) {
    check("brute force", [] {
        const ExchangeInstance instance = any_exchange(8, 2);
        const ExchangePlan plan = planned(instance, quick);
        RC_ASSERT(is_sound(plan, instance, quick.chain_people_max));
        const int most = AllPlans(instance, 4).most();
        RC_ASSERT(plan.learners <= most);
        RC_ASSERT(!plan.is_optimal || plan.learners == most);
        RC_ASSERT(plan.is_optimal || instance.edges.size() > 30);
        const int bound = exchange_tight_bound(instance.people, instance.edges);
        RC_ASSERT(bound >= most);
        RC_ASSERT(exchange_upper_bound(instance.people, instance.edges) >= bound);
    });
}

TEST(Exchange, the_search_alone_finds_the_best_of_small_plans_too) {
    check("without proof", [] {
        const ExchangeInstance instance = any_exchange(8, 2);
        const ExchangePlan plan = planned(instance, {.search_steps = 20'000, .proof_steps = 0});
        RC_ASSERT(plan.learners == AllPlans(instance, 4).most());
    });
}

TEST(Exchange, the_proof_alone_finds_the_best_of_small_plans_too) {
    check("without search", [] {
        const ExchangeInstance instance = any_exchange(8, 2);
        const ExchangePlan plan = planned(instance, {.search_steps = 0, .proof_steps = 100'000});
        RC_ASSERT(is_sound(plan, instance, 4));
        if (plan.is_optimal) RC_ASSERT(plan.learners == AllPlans(instance, 4).most());
        RC_ASSERT(plan.is_optimal || instance.edges.size() > 30);
    });
}

TEST(Exchange, plans_of_any_size_are_sound_and_within_the_bound) {
    check("sound", [] {
        const ExchangeInstance instance = any_exchange(30, 4);
        const int longest = *rc::gen::inRange(0, 6);
        const ExchangeSettings settings{
            .chain_people_max = longest, .search_steps = 5000, .proof_steps = 200};
        const ExchangePlan plan = planned(instance, settings);
        RC_ASSERT(is_sound(plan, instance, longest));
        RC_ASSERT(plan.learners <= exchange_upper_bound(instance.people, instance.edges));
        RC_ASSERT(planned(instance, settings) == plan);
    });
}

TEST(Exchange, the_tight_bound_leaves_out_what_no_allowed_group_has) {
    // A circle of four and a chain of five people.
    const ExchangeInstance nine =
        people(9, {{1, 2}, {2, 3}, {3, 4}, {4, 1}, {0, 5}, {5, 6}, {6, 7}, {7, 8}}, 1);
    EXPECT_EQ(exchange_upper_bound(nine.people, nine.edges), 8);
    EXPECT_EQ(exchange_tight_bound(nine.people, nine.edges), 3);
    EXPECT_EQ(exchange_tight_bound(nine.people, nine.edges, {.chain_people_max = 5}), 4);
    EXPECT_EQ(exchange_tight_bound(nine.people, nine.edges, {.chain_people_max = 1}), 0);
}

TEST(Exchange, a_limit_on_possible_groups_still_gives_a_sound_plan) {
    const ExchangeInstance instance = exchange_instance({.people = 60, .givers = 4}, 1);
    const ExchangePlan plan = planned(instance, {.search_steps = 5000, .groups_max = 10});
    EXPECT_TRUE(is_sound(plan, instance, 4));
    EXPECT_GT(plan.learners, 0);
}

TEST(ExchangeRepair, the_others_of_the_hole_find_a_new_group_and_nobody_else_is_disturbed) {
    // Two circles of three; 1 declines, and 2 and 3 can teach each other.
    const ExchangeInstance six =
        people(6, {{0, 1}, {1, 2}, {2, 0}, {2, 1}, {3, 4}, {4, 5}, {5, 3}});
    const ExchangePlan plan = planned(six);
    EXPECT_EQ(plan.learners, 6);
    const ExchangePlan repaired = repair_exchange(plan, 1, six.people, six.edges);
    EXPECT_EQ(repaired.groups, (std::vector<ExchangeGroup>{{ExchangeShape::cycle, {2, 3}},
                                                           {ExchangeShape::cycle, {4, 5, 6}}}));
    EXPECT_EQ(repaired.learners, 5);
}

TEST(ExchangeRepair, all_groups_without_the_one_who_declined_stay_as_they_are) {
    check("repair", [] {
        const ExchangeInstance instance = any_exchange(20, 3);
        const ExchangePlan plan = planned(instance, quick);
        const auto declined = *rc::gen::inRange<std::int64_t>(0, 22);
        const ExchangePlan repaired =
            repair_exchange(plan, declined, instance.people, instance.edges, quick);
        RC_ASSERT(is_sound(repaired, instance, quick.chain_people_max));
        for (const ExchangeGroup& group : plan.groups) {
            if (std::ranges::find(group.people, declined) != group.people.end()) continue;
            RC_ASSERT(std::ranges::find(repaired.groups, group) != repaired.groups.end());
        }
        for (const ExchangeGroup& group : repaired.groups)
            RC_ASSERT(std::ranges::find(group.people, declined) == group.people.end());
    });
}

} // namespace
} // namespace peerdesk::matching
