// SPDX-License-Identifier: MIT
#include "matching/circular_week.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {
namespace {

using std::chrono::minutes;

constexpr int week_minutes = 7 * 24 * 60;

Interval span_of(int from, int to) {
    return {Time{minutes{from}}, Time{minutes{to}}};
}

Intervals any_hours() {
    Intervals result;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const int begin = *rc::gen::inRange(-3 * week_minutes, 3 * week_minutes);
        result.push_back(span_of(begin, begin + *rc::gen::inRange(-100, week_minutes + 100)));
    }
    return result;
}

bool holds(const Intervals& hours, int minute) {
    return is_available(hours, Time{minutes{minute}});
}

TEST(CircularWeek, an_interval_over_the_weeks_end_comes_back_as_two) {
    EXPECT_EQ(folded(Intervals{span_of(week_minutes - 60, week_minutes + 30)}),
              (Intervals{span_of(0, 30), span_of(week_minutes - 60, week_minutes)}));
}

TEST(CircularWeek, times_before_the_epoch_fold_as_those_after_it) {
    EXPECT_EQ(folded(Intervals{span_of(-60, -30)}),
              (Intervals{span_of(week_minutes - 60, week_minutes - 30)}));
}

TEST(CircularWeek, a_week_or_more_is_the_whole_week) {
    EXPECT_EQ(folded(Intervals{span_of(500, 500 + week_minutes)}),
              (Intervals{span_of(0, week_minutes)}));
}

TEST(CircularWeek, sharing_is_counted_minute_by_minute) {
    EXPECT_TRUE(rc::check("shared", [] {
        const Intervals left = folded(any_hours());
        const Intervals right = folded(any_hours());
        int both = 0;
        for (int minute = 0; minute < week_minutes; ++minute)
            both += holds(left, minute) && holds(right, minute) ? 1 : 0;
        RC_ASSERT(shared_minutes(left, right) == minutes{both});
        RC_ASSERT(shared_minutes(right, left) == minutes{both});
    }));
}

TEST(CircularWeek, folding_keeps_every_minute_and_adds_none) {
    EXPECT_TRUE(rc::check("folded", [] {
        const Intervals hours = any_hours();
        const Intervals week = folded(hours);
        RC_ASSERT(merged(week) == week);
        for (int minute = 0; minute < week_minutes; minute += 7) {
            bool is_in = false;
            for (int at = minute - 5 * week_minutes; at < 5 * week_minutes; at += week_minutes)
                is_in = is_in || holds(merged(hours), at);
            RC_ASSERT(holds(week, minute) == is_in);
        }
    }));
}

} // namespace
} // namespace peerdesk::matching
