// SPDX-License-Identifier: MIT
// Zones and both changes of the clock.
#include "bot/text/zone.hpp"

#include <gtest/gtest.h>

namespace peerdesk::text {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

Time utc(year_month_day day, milliseconds time = 0ms) {
    return Time(sys_days(day).time_since_epoch() + time);
}

CivilTime civil(year_month_day day, milliseconds time = 0ms) {
    return CivilTime(sys_days(day).time_since_epoch() + time);
}

TEST(Zone, unknown_names_are_refused) {
    for (const auto* name : {"", "Mars/Olympus", "europe/berlin ", "../../etc/passwd", "+01:00"}) {
        EXPECT_FALSE(is_known_zone(name)) << name;
    }
    for (const auto* name :
         {"UTC", "Etc/UTC", "Africa/Lagos", "Asia/Kolkata", "America/New_York"}) {
        EXPECT_TRUE(is_known_zone(name)) << name;
    }
}

TEST(Zone, every_spelling_of_utc_is_utc) {
    EXPECT_EQ(Zone::find("Etc/UTC"), Zone{});
    EXPECT_EQ(Zone::find("Etc/UTC")->name(), "UTC");
    EXPECT_EQ(Zone::find("Africa/Lagos")->name(), "Africa/Lagos");
}

TEST(Zone, offsets_follow_the_season) {
    const Zone berlin = *Zone::find("Europe/Berlin");
    EXPECT_EQ(berlin.offset(utc(2026y / January / 15)), 1h);
    EXPECT_EQ(berlin.offset(utc(2026y / July / 15)), 2h);
    EXPECT_EQ(Zone::find("Asia/Kolkata")->offset(utc(2026y / July / 15)), 5h + 30min);
}

TEST(Zone, a_skipped_hour_becomes_the_end_of_the_gap) {
    const Zone berlin = *Zone::find("Europe/Berlin");
    const Time gap_end = utc(2026y / March / 29, 1h);
    EXPECT_EQ(berlin.moment(civil(2026y / March / 29, 1h + 59min)), gap_end - 1min);
    EXPECT_EQ(berlin.moment(civil(2026y / March / 29, 2h)), gap_end);
    EXPECT_EQ(berlin.moment(civil(2026y / March / 29, 2h + 30min)), gap_end);
    EXPECT_EQ(berlin.moment(civil(2026y / March / 29, 3h)), gap_end);
    EXPECT_EQ(berlin.civil(gap_end), civil(2026y / March / 29, 3h));
}

TEST(Zone, an_hour_that_comes_twice_is_its_first) {
    const Zone new_york = *Zone::find("America/New_York");
    EXPECT_EQ(new_york.moment(civil(2026y / November / 1, 1h + 30min)),
              utc(2026y / November / 1, 5h + 30min));
    EXPECT_EQ(new_york.civil(utc(2026y / November / 1, 6h + 30min)),
              civil(2026y / November / 1, 1h + 30min));
}

TEST(Zone, times_before_1970_and_milliseconds_survive) {
    const Zone lagos = *Zone::find("Africa/Lagos");
    const Time at = utc(1969y / July / 20, 20h + 17min + 40s + 123ms);
    EXPECT_EQ(lagos.moment(lagos.civil(at)), at);
}

} // namespace
} // namespace peerdesk::text
