// SPDX-License-Identifier: MIT
// Local hours as UTC intervals: over midnight, and on the days the clocks change.
#include "bot/people/hours.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::people {
namespace {

using namespace std::chrono_literals;
using matching::Interval;
using matching::Intervals;
using matching::Time;

Time utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

Intervals intervals_of(const char* typed, Time from, Time to) {
    const auto hours = parse_hours(typed, "");
    EXPECT_TRUE(hours.has_value()) << typed;
    return hours ? intervals(*hours, from, to) : Intervals{};
}

TEST(HoursIntervals, a_week_in_a_zone_without_summer_time) {
    EXPECT_EQ(intervals_of("mon,wed 18-21 Africa/Lagos", utc(2026, 11, 23), utc(2026, 11, 30)),
              (Intervals{{utc(2026, 11, 23, 17), utc(2026, 11, 23, 20)},
                         {utc(2026, 11, 25, 17), utc(2026, 11, 25, 20)}}));
    EXPECT_EQ(intervals_of("mon 18-21 America/Sao_Paulo", utc(2026, 11, 23), utc(2026, 11, 30)),
              (Intervals{{utc(2026, 11, 23, 21), utc(2026, 11, 24, 0)}}));
}

TEST(HoursIntervals, a_block_over_midnight_is_one_interval_also_from_sunday_to_monday) {
    EXPECT_EQ(intervals_of("fri,sun 22-2 UTC", utc(2026, 11, 23), utc(2026, 11, 30, 12)),
              (Intervals{{utc(2026, 11, 23), utc(2026, 11, 23, 2)},
                         {utc(2026, 11, 27, 22), utc(2026, 11, 28, 2)},
                         {utc(2026, 11, 29, 22), utc(2026, 11, 30, 2)}}));
}

TEST(HoursIntervals, the_window_cuts_and_an_empty_one_gives_nothing) {
    EXPECT_EQ(intervals_of("always Africa/Lagos", utc(2026, 11, 23, 7), utc(2026, 11, 30, 9)),
              (Intervals{{utc(2026, 11, 23, 7), utc(2026, 11, 30, 9)}}));
    EXPECT_TRUE(intervals_of("always UTC", utc(2026, 11, 23), utc(2026, 11, 23)).empty());
    EXPECT_TRUE(intervals_of("always UTC", utc(2026, 11, 24), utc(2026, 11, 23)).empty());
    EXPECT_EQ(intervals_of("always UTC", utc(2026, 1, 1), utc(2036, 1, 1)).back().end,
              utc(2026, 1, 1) + intervals_span_max);
    EXPECT_TRUE(
        intervals({{{Weekday::monday, 0, 60}}, "Mars/Base"}, utc(2026, 1, 1), utc(2026, 2, 1))
            .empty());
}

/// Each row: one day on which the clocks change, with the whole local day as window and more.
TEST(HoursIntervals, days_on_which_the_clocks_change) {
    struct Row {
        const char* what;
        const char* typed;
        Time from, to;
        Intervals expected;
    };
    const Row rows[] = {
        {"Berlin, 29 March: 2 to 3 does not exist",
         "sun 1-4 Europe/Berlin",
         utc(2026, 3, 28),
         utc(2026, 3, 30),
         {{utc(2026, 3, 29, 0), utc(2026, 3, 29, 2)}}},
        {"Berlin: begins in the gap, so at the change",
         "sun 2:30-4 Europe/Berlin",
         utc(2026, 3, 28),
         utc(2026, 3, 30),
         {{utc(2026, 3, 29, 1), utc(2026, 3, 29, 2)}}},
        {"Berlin: ends in the gap",
         "sun 1-2:30 Europe/Berlin",
         utc(2026, 3, 28),
         utc(2026, 3, 30),
         {{utc(2026, 3, 29, 0), utc(2026, 3, 29, 1)}}},
        {"Berlin: wholly in the gap",
         "sun 2:10-2:50 Europe/Berlin",
         utc(2026, 3, 28),
         utc(2026, 3, 30),
         {}},
        {"Berlin: over midnight into the gap",
         "sat 22-2:30 Europe/Berlin",
         utc(2026, 3, 28),
         utc(2026, 3, 30),
         {{utc(2026, 3, 28, 21), utc(2026, 3, 29, 1)}}},
        {"Berlin, 25 October: 2 to 3 comes twice",
         "sun 1-4 Europe/Berlin",
         utc(2026, 10, 24),
         utc(2026, 10, 26),
         {{utc(2026, 10, 24, 23), utc(2026, 10, 25, 3)}}},
        {"Berlin: the first 2:30 counts",
         "sun 2:30-4 Europe/Berlin",
         utc(2026, 10, 24),
         utc(2026, 10, 26),
         {{utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 3)}}},
        {"Berlin: ends at the first 2:30",
         "sun 1-2:30 Europe/Berlin",
         utc(2026, 10, 24),
         utc(2026, 10, 26),
         {{utc(2026, 10, 24, 23), utc(2026, 10, 25, 0, 30)}}},
        {"Berlin: evenings stay evenings over the change",
         "sat,sun 18-21 Europe/Berlin",
         utc(2026, 3, 28),
         utc(2026, 3, 30),
         {{utc(2026, 3, 28, 17), utc(2026, 3, 28, 20)},
          {utc(2026, 3, 29, 16), utc(2026, 3, 29, 19)}}},
        {"Sydney, 4 October: clocks go forward",
         "sun 1-4 Australia/Sydney",
         utc(2026, 10, 3),
         utc(2026, 10, 5),
         {{utc(2026, 10, 3, 15), utc(2026, 10, 3, 17)}}},
        {"Sydney: begins in the gap",
         "sun 2:30-4 Australia/Sydney",
         utc(2026, 10, 3),
         utc(2026, 10, 5),
         {{utc(2026, 10, 3, 16), utc(2026, 10, 3, 17)}}},
        {"Sydney, 5 April: clocks go back",
         "sun 1-4 Australia/Sydney",
         utc(2026, 4, 4),
         utc(2026, 4, 6),
         {{utc(2026, 4, 4, 14), utc(2026, 4, 4, 18)}}},
        {"Sydney: the first 2:30 counts",
         "sun 2:30-4 Australia/Sydney",
         utc(2026, 4, 4),
         utc(2026, 4, 6),
         {{utc(2026, 4, 4, 15, 30), utc(2026, 4, 4, 18)}}},
        {"Sao Paulo: no change since 2019",
         "sun 0-3 America/Sao_Paulo",
         utc(2026, 10, 17),
         utc(2026, 10, 19),
         {{utc(2026, 10, 18, 3), utc(2026, 10, 18, 6)}}},
        {"Sao Paulo, 4 November 2018: midnight itself does not exist",
         "sat 23-24, sun 0-2 America/Sao_Paulo",
         utc(2018, 11, 3),
         utc(2018, 11, 5),
         {{utc(2018, 11, 4, 2), utc(2018, 11, 4, 4)}}},
        {"Lord Howe: half an hour",
         "sun 1:30-3 Australia/Lord_Howe",
         utc(2026, 10, 3),
         utc(2026, 10, 5),
         {{utc(2026, 10, 3, 15), utc(2026, 10, 3, 16)}}},
    };
    for (const Row& row : rows)
        EXPECT_EQ(intervals_of(row.typed, row.from, row.to), row.expected) << row.what;
}

TEST(HoursIntervals, two_weeks_joined_are_the_same_as_both_at_once) {
    EXPECT_TRUE(rc::check("split windows", [] {
        const auto zone = *rc::gen::element<std::string>(
            "Europe/Berlin", "America/Sao_Paulo", "Australia/Sydney", "Africa/Lagos",
            "Pacific/Kiritimati", "Asia/Kathmandu", "Africa/Casablanca");
        std::vector<Block> blocks;
        for (int i = *rc::gen::inRange(1, 6); i > 0; --i) {
            const int begin = *rc::gen::inRange(0, 1440);
            blocks.push_back({static_cast<Weekday>(*rc::gen::inRange(0, 7)), begin,
                              begin + *rc::gen::inRange(1, 2000)});
        }
        const WeeklyHours hours = canonical(blocks, zone);
        const Time from = utc(2026, 1, 1) + std::chrono::minutes{*rc::gen::inRange(0, 525600)};
        const Time middle = from + std::chrono::minutes{*rc::gen::inRange(1, 10080)};
        const Time to = middle + std::chrono::minutes{*rc::gen::inRange(1, 10080)};
        Intervals parts = intervals(hours, from, middle);
        const Intervals second = intervals(hours, middle, to);
        parts.insert(parts.end(), second.begin(), second.end());
        RC_ASSERT(matching::merged(parts) == intervals(hours, from, to));
    }));
}

} // namespace
} // namespace peerdesk::people
