// SPDX-License-Identifier: MIT
#include "matching/time_off.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peerdesk::matching {
namespace {

Time at(int hour) {
    return Time{std::chrono::hours{hour}};
}

Intervals random_intervals() {
    Intervals found;
    for (const int begin : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 60))) {
        found.push_back({at(begin), at(begin + *rc::gen::inRange(1, 12))});
    }
    return merged(found);
}

TEST(TimeOff, a_holiday_cuts_out_of_the_middle_and_from_both_ends) {
    const Intervals hours{{at(0), at(10)}, {at(20), at(30)}, {at(40), at(50)}};
    const Intervals off{{at(4), at(6)}, {at(25), at(45)}};
    EXPECT_EQ(without(hours, off),
              (Intervals{{at(0), at(4)}, {at(6), at(10)}, {at(20), at(25)}, {at(45), at(50)}}));
}

TEST(TimeOff, without_holidays_nothing_changes_and_a_long_one_takes_all) {
    const Intervals hours{{at(0), at(10)}, {at(20), at(30)}};
    EXPECT_EQ(without(hours, {}), hours);
    EXPECT_EQ(without(hours, Intervals{{at(-5), at(99)}}), Intervals{});
    EXPECT_EQ(without(hours, Intervals{{at(10), at(20)}}), hours); // touches both, takes nothing
}

RC_GTEST_PROP(TimeOff, every_moment_is_judged_alone, ()) {
    const Intervals hours = random_intervals();
    const Intervals off = random_intervals();
    const Intervals left = without(hours, off);
    RC_ASSERT(left == merged(left));
    for (int hour = 0; hour < 80; ++hour) {
        const bool expected = is_available(hours, at(hour)) && !is_available(off, at(hour));
        RC_ASSERT(is_available(left, at(hour)) == expected);
    }
}

} // namespace
} // namespace peerdesk::matching
