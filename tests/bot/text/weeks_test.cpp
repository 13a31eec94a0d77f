// SPDX-License-Identifier: MIT
// ISO weeks where years and clocks change.
#include "bot/text/weeks.hpp"

#include <gtest/gtest.h>

namespace peerdesk::text {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

Time utc(year_month_day day, milliseconds time = 0ms) {
    return Time(sys_days(day).time_since_epoch() + time);
}

struct WeekCase {
    year_month_day day;
    std::string label;
};

TEST(Weeks, belong_to_the_year_of_their_thursday) {
    const std::vector<WeekCase> cases{
        {2026y / November / 22, "2026-W47"}, {2026y / November / 23, "2026-W48"},
        {2025y / December / 28, "2025-W52"}, {2025y / December / 29, "2026-W01"},
        {2026y / January / 4, "2026-W01"},   {2026y / January / 5, "2026-W02"},
        {2026y / December / 31, "2026-W53"}, {2027y / January / 3, "2026-W53"},
        {2027y / January / 4, "2027-W01"},   {2020y / December / 31, "2020-W53"},
        {2021y / January / 3, "2020-W53"},   {2024y / December / 30, "2025-W01"},
        {2028y / February / 29, "2028-W09"},
    };
    for (const WeekCase& row : cases) {
        EXPECT_EQ(iso_week(utc(row.day), Zone{}), row.label);
        EXPECT_EQ(iso_week(utc(row.day, 24h - 1ms), Zone{}), row.label);
    }
}

TEST(Weeks, begin_at_the_zones_midnight) {
    const Zone kolkata = *Zone::find("Asia/Kolkata");
    const Time midnight = utc(2026y / November / 22, 18h + 30min);
    EXPECT_EQ(iso_week(midnight - 1ms, kolkata), "2026-W47");
    EXPECT_EQ(iso_week(midnight, kolkata), "2026-W48");
    EXPECT_EQ(iso_week(midnight, Zone{}), "2026-W47");
}

TEST(Weeks, are_an_hour_longer_or_shorter_when_clocks_change) {
    const Zone berlin = *Zone::find("Europe/Berlin");
    const WeekSpan spring = week_of(utc(2026y / March / 25), berlin);
    const WeekSpan autumn = week_of(utc(2026y / October / 21), berlin);
    EXPECT_EQ(spring.end - spring.begin, 167h);
    EXPECT_EQ(autumn.end - autumn.begin, 169h);
    EXPECT_EQ(spring.begin, utc(2026y / March / 22, 23h));
    EXPECT_EQ(spring.end, utc(2026y / March / 29, 22h));
}

TEST(Weeks, are_read_from_text) {
    const auto week = parse_week("2026-W53", Zone{});
    ASSERT_TRUE(week);
    EXPECT_EQ(week->begin, utc(2026y / December / 28));
    EXPECT_EQ(week->end, utc(2027y / January / 4));
    EXPECT_EQ(parse_week("2026w47", Zone{})->label, "2026-W47");
    EXPECT_EQ(parse_week("2026-w7", Zone{})->label, "2026-W07");
    for (const auto* wrong :
         {"", "2025-W53", "2026-W00", "2026-W54", "W47", "2026-W", "26-W47", "2026-W470", "2026-11",
          "2026-W47x", "x2026-W47", "2026--W47", "-2026-W47", "2026-W+7", "0001-W01"}) {
        EXPECT_FALSE(parse_week(wrong, Zone{})) << wrong;
    }
}

TEST(Weeks, meet_without_gap_or_overlap) {
    const Zone new_york = *Zone::find("America/New_York");
    WeekSpan week = *parse_week("2026-W50", new_york);
    const WeekSpan start = week;
    for (const auto* label : {"2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02"}) {
        const WeekSpan next = next_week(week, new_york);
        EXPECT_EQ(next.label, label);
        EXPECT_EQ(next.begin, week.end);
        EXPECT_EQ(previous_week(next, new_york), week);
        week = next;
    }
    EXPECT_EQ(week_of(start.begin, new_york), start);
    EXPECT_EQ(week_of(start.end - 1ms, new_york), start);
}

} // namespace
} // namespace peerdesk::text
