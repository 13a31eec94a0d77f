// SPDX-License-Identifier: MIT
// Moments, durations and lists as people read them.
#include "bot/text/numbers_and_dates.hpp"

#include <gtest/gtest.h>

#include "tests/bot/text/sample_catalogue.hpp"

namespace peerdesk::text {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using Unit = RoughDuration::Unit;

Time utc(year_month_day day, milliseconds time = 0ms) {
    return Time(sys_days(day).time_since_epoch() + time);
}

const Catalogue& texts() {
    static const auto catalogue = sample_catalogue(
        {{"en",
          {{"peerdesk-moment-today", "$1 $2"},
           {"peerdesk-moment-day", "$1 on $3 $2"},
           {"peerdesk-duration-minutes", "{{PLURAL:$1|$1 minute|$1 minutes}}"},
           {"peerdesk-duration-hours", "{{PLURAL:$1|$1 hour|$1 hours}}"},
           {"peerdesk-duration-days", "{{PLURAL:$1|$1 day|$1 days}}"}}},
         {"es", {{"peerdesk-moment-day", "a las $1 del $3 $2"}}},
         {"ar", {}},
         {"ru", {{"peerdesk-duration-days", "{{PLURAL:$1|$1 день|$1 дня|$1 дней}}"}}}});
    return *catalogue;
}

TEST(Dates, a_moment_today_is_only_its_time_and_zone) {
    const Time now = utc(2026y / November / 24, 9h);
    EXPECT_EQ(format_moment(texts(), "en", now + 9h, now, Zone{}), "18:00 UTC");
    EXPECT_EQ(format_moment(texts(), "en", now + 9h, now, *Zone::find("Africa/Lagos")),
              "19:00 Africa/Lagos");
}

TEST(Dates, a_moment_on_another_day_names_the_day) {
    const Time at = utc(2026y / November / 24, 18h);
    EXPECT_EQ(format_moment(texts(), "en", at, at - 24h, Zone{}), "18:00 on Tue, 24 Nov UTC");
    EXPECT_EQ(format_moment(texts(), "es", at, at - 24h, Zone{}),
              "a las 18:00 del mar, 24 nov UTC");
    EXPECT_EQ(format_moment(texts(), "en", at, at - 365 * 24h, Zone{}),
              "18:00 on Tue, 24 Nov 2026 UTC");
}

TEST(Dates, the_day_is_the_zones_day) {
    const Time now = utc(2026y / November / 24, 18h);
    const Zone kolkata = *Zone::find("Asia/Kolkata");
    EXPECT_EQ(format_moment(texts(), "en", now + 1h, now, kolkata),
              "00:30 on Wed, 25 Nov Asia/Kolkata");
    EXPECT_EQ(format_moment(texts(), "en", now + 1h, now, Zone{}), "19:00 UTC");
}

TEST(Dates, both_changes_of_the_clock_show_the_local_time) {
    const Zone berlin = *Zone::find("Europe/Berlin");
    const Time spring = utc(2026y / March / 29, 1h);
    EXPECT_EQ(format_time_of_day(texts(), "en", spring - 1min, berlin), "01:59");
    EXPECT_EQ(format_time_of_day(texts(), "en", spring, berlin), "03:00");
    const Time autumn = utc(2026y / October / 25, 1h);
    EXPECT_EQ(format_time_of_day(texts(), "en", autumn - 1min, berlin), "02:59");
    EXPECT_EQ(format_time_of_day(texts(), "en", autumn, berlin), "02:00");
}

TEST(Dates, are_written_in_the_locales_words_and_digits) {
    const Time at = utc(2026y / November / 24, 18h);
    EXPECT_EQ(format_day(texts(), "ar", at, Zone{}), "الثلاثاء، ٢٤ نوفمبر");
    EXPECT_EQ(format_day(texts(), "ru", at, Zone{}), "вт, 24 нояб.");
}

TEST(Numbers, follow_the_locale) {
    EXPECT_EQ(format_number(texts(), "en", 12345), "12,345");
    EXPECT_EQ(format_number(texts(), "es", 12345), "12.345");
    EXPECT_EQ(format_number(texts(), "xx", -1), "-1");
}

TEST(Lists, are_joined_in_the_locales_way) {
    EXPECT_EQ(join_list(texts(), "en", {"Ana", "Bo", "Chi"}), "Ana, Bo and Chi");
    EXPECT_EQ(join_list(texts(), "es", {"Ana", "Bo"}), "Ana y Bo");
}

struct RoughCase {
    milliseconds duration;
    RoughDuration expected;
};

TEST(Durations, are_rounded_honestly) {
    const std::vector<RoughCase> cases{
        {-5min, {1, Unit::minutes}},      {0ms, {1, Unit::minutes}},
        {89s, {1, Unit::minutes}},        {90s, {2, Unit::minutes}},
        {4min + 29s, {4, Unit::minutes}}, {4min + 30s, {5, Unit::minutes}},
        {7min, {5, Unit::minutes}},       {7min + 30s, {10, Unit::minutes}},
        {41min, {40, Unit::minutes}},     {57min, {55, Unit::minutes}},
        {57min + 30s, {1, Unit::hours}},  {89min, {1, Unit::hours}},
        {90min, {2, Unit::hours}},        {35h + 29min, {35, Unit::hours}},
        {35h + 59min, {36, Unit::hours}}, {36h, {2, Unit::days}},
        {59h, {2, Unit::days}},           {60h, {3, Unit::days}},
    };
    for (const RoughCase& row : cases) {
        EXPECT_EQ(rough(row.duration), row.expected) << row.duration.count();
    }
}

TEST(Durations, are_told_by_messages) {
    EXPECT_EQ(format_rough(texts(), "en", rough(41min)), "40 minutes");
    EXPECT_EQ(format_rough(texts(), "en", rough(60min)), "1 hour");
    EXPECT_EQ(format_rough(texts(), "ru", rough(48h)), "2 дня");
}

} // namespace
} // namespace peerdesk::text
