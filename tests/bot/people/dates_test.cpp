// SPDX-License-Identifier: MIT
#include "bot/people/dates.hpp"

#include <gtest/gtest.h>

namespace peerdesk::people {
namespace {

using namespace std::chrono_literals;
using matching::Time;
using Kind = DateProblem::Kind;

Time utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

/// A Tuesday, noon in UTC, one o'clock in Lagos.
const Time now = utc(2026, 11, 24, 12);

TEST(Dates, durations_are_read_as_people_write_them) {
    struct Row {
        const char* typed;
        std::chrono::minutes length;
    };
    const Row rows[] = {
        {"30m", 30min},
        {"3h", 3h},
        {"7d", 24h * 7},
        {"2w", 24h * 14},
        {"1h30m", 90min},
        {"2 days", 48h},
        {"1 week 3 days", 24h * 10},
        {"90 minutes", 90min},
        {"1 hr", 1h},
        {"3 HOURS", 3h},
        {"2d, 4h", 52h},
        {"15 mins", 15min},
        {"732d", 24h * 732},
    };
    for (const Row& row : rows)
        EXPECT_EQ(parse_duration(row.typed), row.length) << row.typed;
}

TEST(Dates, what_is_no_duration_gives_nothing) {
    for (const char* typed : {"", " ", "7", "d", "0d", "0h 0m", "-3d", "3x", "3 d d", "733d",
                              "99999999999999999999d", "9999999w", "7days off", "1.5h", "tomorrow"})
        EXPECT_EQ(parse_duration(typed), std::nullopt) << typed;
}

TEST(Dates, dates_begin_at_local_midnight_or_at_the_time_given) {
    struct Row {
        const char* typed;
        const char* zone;
        Time expected;
    };
    const Row rows[] = {
        {"2026-12-01", "UTC", utc(2026, 12, 1)},
        {"2026-12-01", "Africa/Lagos", utc(2026, 11, 30, 23)},
        {"2026-12-01", "Australia/Sydney", utc(2026, 11, 30, 13)},
        {"until 2026-12-1", "UTC", utc(2026, 12, 1)},
        {"2026-12-01 18:30", "Africa/Lagos", utc(2026, 12, 1, 17, 30)},
        {"tomorrow", "UTC", utc(2026, 11, 25)},
        {"tomorrow", "Pacific/Kiritimati", utc(2026, 11, 25, 10)},
        {"tomorrow 6pm", "UTC", utc(2026, 11, 25, 18)},
        {"tomorrow at 6 pm", "UTC", utc(2026, 11, 25, 18)},
        {"today 18:30", "UTC", utc(2026, 11, 24, 18, 30)},
        {"friday", "UTC", utc(2026, 11, 27)},
        {"Fri", "UTC", utc(2026, 11, 27)},
        {"next monday", "UTC", utc(2026, 11, 30)},
        {"tuesday", "UTC", utc(2026, 12, 1)},
        {"sunday", "UTC", utc(2026, 11, 29)},
        {"next week", "UTC", utc(2026, 11, 30)},
        {"1 dec", "UTC", utc(2026, 12, 1)},
        {"December 1st", "UTC", utc(2026, 12, 1)},
        {"1. Dec. 2027", "UTC", utc(2027, 12, 1)},
        {"the 3rd of sept", "UTC", utc(2027, 9, 3)},
        {"24 nov", "UTC", utc(2027, 11, 24)},
        {"3d", "UTC", now + 72h},
        {"in 2 weeks", "UTC", now + 24h * 14},
        {"for 90 minutes", "UTC", now + 90min},
        // 29 March 2026 in Berlin: 2:30 does not exist, the change is at 1:00 UTC. Past, so 2027:
        {"2027-03-28 2:30", "Europe/Berlin", utc(2027, 3, 28, 1)},
    };
    for (const Row& row : rows) {
        const auto date = parse_date(row.typed, now, row.zone);
        ASSERT_TRUE(date.has_value()) << row.typed << ' ' << row.zone;
        EXPECT_EQ(*date, row.expected)
            << row.typed << ' ' << row.zone << ' '
            << std::chrono::duration_cast<std::chrono::minutes>(*date - row.expected).count();
    }
}

TEST(Dates, what_is_wrong_is_named) {
    struct Row {
        const char* typed;
        Kind kind;
    };
    const Row rows[] = {
        {"", Kind::unclear},
        {"until", Kind::unclear},
        {"soon", Kind::unclear},
        {"weekend", Kind::unclear},
        {"12", Kind::unclear},
        {"01/12/2026", Kind::unclear},
        {"2026-12", Kind::unclear},
        {"dec", Kind::unclear},
        {"2026-12-01 soon", Kind::unclear},
        {"2026-02-30", Kind::no_such_date},
        {"2026-13-01", Kind::no_such_date},
        {"2026-00-10", Kind::no_such_date},
        {"30 feb", Kind::no_such_date},
        {"29 feb", Kind::no_such_date},
        {"today", Kind::past},
        {"2026-11-24", Kind::past},
        {"2020-01-01", Kind::past},
        {"today 12:00", Kind::past},
        {"0d", Kind::past},
        {"733d", Kind::too_far},
        {"2036-01-01", Kind::too_far},
        {"9999-12-31", Kind::too_far},
        {"99999-12-31", Kind::unclear},
    };
    for (const Row& row : rows) {
        const auto date = parse_date(row.typed, now, "UTC");
        ASSERT_FALSE(date.has_value()) << row.typed;
        EXPECT_EQ(static_cast<int>(date.error().kind), static_cast<int>(row.kind)) << row.typed;
        EXPECT_EQ(date.error().piece, row.typed);
    }
    EXPECT_EQ(parse_date("friday", now, "Mars/Base").error(),
              (DateProblem{Kind::unknown_zone, "Mars/Base"}));
    EXPECT_EQ(parse_date(std::string(65, 'x'), now, "UTC").error().kind, Kind::unclear);
}

TEST(Dates, days_in_other_languages_come_from_the_table) {
    EXPECT_EQ(parse_date("viernes", now, "UTC", {{"viernes", Weekday::friday}}), utc(2026, 11, 27));
}

TEST(Dates, the_local_hour_follows_zone_and_summer_time) {
    EXPECT_EQ(local_hour(now, "UTC"), 12);
    EXPECT_EQ(local_hour(now, "Africa/Lagos"), 13);
    EXPECT_EQ(local_hour(now, "Asia/Kathmandu"), 17);
    EXPECT_EQ(local_hour(now, "America/Sao_Paulo"), 9);
    EXPECT_EQ(local_hour(now, "Pacific/Kiritimati"), 2);
    EXPECT_EQ(local_hour(utc(2026, 7, 1, 23, 59), "Europe/Berlin"), 1);
    EXPECT_EQ(local_hour(utc(2026, 12, 1, 23, 59), "Europe/Berlin"), 0);
    EXPECT_EQ(local_hour(now, "Mars/Base"), 12);
    EXPECT_EQ(local_hour(Time{-1ms}, "UTC"), 23);
}

} // namespace
} // namespace peerdesk::people
