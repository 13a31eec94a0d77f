// SPDX-License-Identifier: MIT
#include "matching/availability.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

Time at(int minute) {
    return Time{minutes{minute}};
}
Interval from_to(int begin, int end) {
    return {at(begin), at(end)};
}

/// Small windows of minutes, so that intervals often touch, overlap or are empty.
constexpr int minutes_max = 60;

Intervals any_intervals() {
    const auto ends = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, minutes_max), rc::gen::inRange(0, minutes_max)));
    Intervals result;
    for (const auto& [begin, end] : ends)
        result.push_back(from_to(begin, end));
    return result;
}

bool lies_in_any(const Intervals& raw, Time moment) {
    for (const Interval& each : raw)
        if (each.begin <= moment && moment < each.end) return true;
    return false;
}

void check(const char* what, auto property) {
    EXPECT_TRUE(rc::check(what, property)) << what;
}

TEST(Availability, overlapping_touching_and_empty_intervals_become_one_list) {
    EXPECT_EQ(merged({from_to(30, 40), from_to(0, 10), from_to(10, 20), from_to(15, 18),
                      from_to(50, 50), from_to(60, 55)}),
              (Intervals{from_to(0, 20), from_to(30, 40)}));
}

TEST(Availability, begin_belongs_to_an_interval_and_end_does_not) {
    const Intervals hours{from_to(10, 20)};
    EXPECT_FALSE(is_available(hours, at(10) - milliseconds{1}));
    EXPECT_TRUE(is_available(hours, at(10)));
    EXPECT_TRUE(is_available(hours, at(20) - milliseconds{1}));
    EXPECT_FALSE(is_available(hours, at(20)));
}

TEST(Availability, next_change_is_after_the_moment_asked_for) {
    const Intervals hours{from_to(10, 20), from_to(30, 40)};
    EXPECT_EQ(next_change(hours, at(0)), at(10));
    EXPECT_EQ(next_change(hours, at(10)), at(20));
    EXPECT_EQ(next_change(hours, at(20)), at(30));
    EXPECT_EQ(next_change(hours, at(40)), std::nullopt);
    EXPECT_EQ(next_change({}, at(0)), std::nullopt);
}

TEST(Availability, the_first_of_several_people_to_wake_is_found) {
    const std::vector<Intervals> people{{from_to(30, 40)}, {}, {from_to(10, 20), from_to(50, 60)}};
    EXPECT_EQ(first_available(people, at(0)), at(10));
    EXPECT_EQ(first_available(people, at(15)), at(15));
    EXPECT_EQ(first_available(people, at(20)), at(30));
    EXPECT_EQ(first_available(people, at(45)), at(50));
    EXPECT_EQ(first_available(people, at(60)), std::nullopt);
    EXPECT_EQ(first_available({}, at(0)), std::nullopt);
}

TEST(Availability, minutes_two_people_share_are_covered_once) {
    const std::vector<Intervals> people{{from_to(0, 30)}, {from_to(20, 50)}};
    EXPECT_EQ(covered_minutes(people, at(10), at(60)), minutes{40});
    EXPECT_EQ(own_minutes(people[0], at(10), at(60)), minutes{20});
    EXPECT_EQ(own_minutes(people[0], at(60), at(10)), minutes{0});
}

TEST(Availability, parts_of_minutes_add_up_before_they_are_rounded) {
    const milliseconds half{30'000};
    const Intervals hours{{at(0), at(0) + half}, {at(10), at(10) + half}};
    EXPECT_EQ(own_minutes(hours, at(0), at(20)), minutes{1});
}

TEST(Availability, a_deadline_in_own_hours_skips_the_night) {
    const Intervals hours{from_to(0, 30), from_to(100, 130)};
    EXPECT_EQ(after_own_time(hours, at(10), minutes{15}), at(25));
    EXPECT_EQ(after_own_time(hours, at(10), minutes{20}), at(30));
    EXPECT_EQ(after_own_time(hours, at(10), minutes{25}), at(105));
    EXPECT_EQ(after_own_time(hours, at(50), minutes{5}), at(105));
    EXPECT_EQ(after_own_time(hours, at(50), minutes{0}), at(50));
    EXPECT_EQ(after_own_time(hours, at(50), minutes{31}), std::nullopt);
}

TEST(Availability, merging_keeps_every_moment_and_leaves_gaps_between) {
    check("merged is the same set, sorted, with gaps", [] {
        const Intervals raw = any_intervals();
        const Intervals hours = merged(raw);
        for (std::size_t i = 0; i + 1 < hours.size(); ++i)
            RC_ASSERT(hours[i].end < hours[i + 1].begin);
        for (int minute = 0; minute < minutes_max; ++minute)
            RC_ASSERT(is_available(hours, at(minute)) == lies_in_any(raw, at(minute)));
    });
}

TEST(Availability, next_change_is_where_the_answer_turns_and_not_later) {
    check("availability is constant up to next_change", [] {
        const Intervals hours = merged(any_intervals());
        const int start = *rc::gen::inRange(0, minutes_max);
        const bool now = is_available(hours, at(start));
        const auto change = next_change(hours, at(start));
        for (int minute = start; minute <= minutes_max && (!change || at(minute) < *change);
             ++minute)
            RC_ASSERT(is_available(hours, at(minute)) == now);
        if (change) RC_ASSERT(is_available(hours, *change) != now);
    });
}

TEST(Availability, covered_minutes_equal_a_count_minute_by_minute) {
    check("covered minutes", [] {
        const std::vector<Intervals> people{merged(any_intervals()), merged(any_intervals())};
        const int from = *rc::gen::inRange(0, minutes_max);
        const int to = *rc::gen::inRange(0, minutes_max);
        int expected = 0;
        for (int minute = from; minute < to; ++minute)
            if (is_available(people[0], at(minute)) || is_available(people[1], at(minute)))
                ++expected;
        RC_ASSERT(covered_minutes(people, at(from), at(to)) == minutes{expected});
    });
}

TEST(Availability, exactly_the_amount_lies_before_its_deadline) {
    check("after_own_time is the inverse of own_minutes", [] {
        const Intervals hours = merged(any_intervals());
        const int from = *rc::gen::inRange(0, minutes_max);
        const minutes amount{*rc::gen::inRange(1, minutes_max)};
        const auto deadline = after_own_time(hours, at(from), amount);
        if (deadline)
            RC_ASSERT(own_minutes(hours, at(from), *deadline) == amount);
        else
            RC_ASSERT(own_minutes(hours, at(from), at(minutes_max)) < amount);
    });
}

} // namespace
} // namespace peerdesk::matching
