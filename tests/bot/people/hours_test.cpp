// SPDX-License-Identifier: MIT
// What people type as their hours, and the one line it is kept as.
#include "bot/people/hours.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::people {
namespace {

using Kind = HoursProblem::Kind;

TEST(Hours, what_people_type_is_understood) {
    struct Row {
        const char* typed;
        const char* kept;
    };
    const Row rows[] = {
        {"mon-fri 18-21, sat 9-12 Africa/Lagos",
         "mon-fri 18:00-21:00, sat 09:00-12:00 Africa/Lagos"},
        {"mon 9-12, 14-18:30", "mon 09:00-12:00, 14:00-18:30 Europe/Berlin"},
        {"mon,wed 9-12", "mon,wed 09:00-12:00 Europe/Berlin"},
        {"mon, wed 9-12", "mon,wed 09:00-12:00 Europe/Berlin"},
        {"mon and wed 9-12", "mon,wed 09:00-12:00 Europe/Berlin"},
        {"sat/sun 10-12", "sat,sun 10:00-12:00 Europe/Berlin"},
        {"mon,tue,wed 9-12", "mon-wed 09:00-12:00 Europe/Berlin"},
        {"fri 22-2", "fri 22:00-02:00 Europe/Berlin"},
        {"sun 22-2", "sun 22:00-02:00 Europe/Berlin"},
        {"fri-mon 8-9", "mon,fri-sun 08:00-09:00 Europe/Berlin"},
        {"daily 9-17", "daily 09:00-17:00 Europe/Berlin"},
        {"every day 9-17", "daily 09:00-17:00 Europe/Berlin"},
        {"18-21", "daily 18:00-21:00 Europe/Berlin"},
        {"weekdays 18-21 weekends 9-12", "mon-fri 18:00-21:00, sat,sun 09:00-12:00 Europe/Berlin"},
        {"always", "daily 00:00-24:00 Europe/Berlin"},
        {"24/7 UTC", "daily 00:00-24:00 UTC"},
        {"Mondays from 18:30 to 21", "mon 18:30-21:00 Europe/Berlin"},
        {"Mon\u2013Fri 18\u201321", "mon-fri 18:00-21:00 Europe/Berlin"},
        {"Mon. 18.30-21.15", "mon 18:30-21:15 Europe/Berlin"},
        {"mon 18h-21h30", "mon 18:00-21:30 Europe/Berlin"},
        {"mon 0900-1730", "mon 09:00-17:30 Europe/Berlin"},
        {"thurs 6pm-9pm", "thu 18:00-21:00 Europe/Berlin"},
        {"thurs 6-9 pm", "thu 18:00-21:00 Europe/Berlin"},
        {"thurs 6-9am", "thu 06:00-09:00 Europe/Berlin"},
        {"thurs 9-12pm", "thu 09:00-12:00 Europe/Berlin"},
        {"thurs 10-2 p.m.", "thu 10:00-14:00 Europe/Berlin"},
        {"thurs 10-2am", "thu 22:00-02:00 Europe/Berlin"},
        {"thurs 9am-5", "thu 09:00-17:00 Europe/Berlin"},
        {"thurs 12am-1am", "thu 00:00-01:00 Europe/Berlin"},
        {"thurs noon-midnight", "thu 12:00-24:00 Europe/Berlin"},
        {"thurs 18-24", "thu 18:00-24:00 Europe/Berlin"},
        {"thurs 18-0", "thu 18:00-24:00 Europe/Berlin"},
        {"thurs 0-24", "thu 00:00-24:00 Europe/Berlin"},
        {"mon 9-12 mon 11-14", "mon 09:00-14:00 Europe/Berlin"},
        {"mon 18-24 tue 0-6", "mon 18:00-06:00 Europe/Berlin"},
        {"tue 0-24 wed 0-2", "tue 00:00-24:00, wed 00:00-02:00 Europe/Berlin"},
    };
    for (const Row& row : rows) {
        const auto hours = parse_hours(row.typed, "Europe/Berlin");
        ASSERT_TRUE(hours.has_value()) << row.typed << ": " << hours.error().piece;
        EXPECT_EQ(to_text(*hours), row.kept) << row.typed;
        EXPECT_EQ(parse_hours(to_text(*hours), ""), *hours) << row.typed;
    }
}

TEST(Hours, zones_are_found_as_people_write_them) {
    struct Row {
        const char* typed;
        const char* zone;
    };
    const Row rows[] = {
        {"africa/lagos", "Africa/Lagos"},
        {"AMERICA/SAO_PAULO", "America/Sao_Paulo"},
        {"America/Port-au-Prince", "America/Port-au-Prince"},
        {"America/North_Dakota/New_Salem", "America/North_Dakota/New_Salem"},
        {"(Europe/Berlin)", "Europe/Berlin"},
        {"Lagos", "Africa/Lagos"},
        {"in Lagos", "Africa/Lagos"},
        {"new york", "America/New_York"},
        {"utc", "UTC"},
        {"UTC+3", "Etc/GMT-3"},
        {"GMT-05:00", "Etc/GMT+5"},
        {"Etc/GMT+5", "Etc/GMT+5"},
        {"", "Australia/Sydney"},
    };
    for (const Row& row : rows) {
        const auto hours = parse_hours(std::string("mon 9-12 ") + row.typed, "Australia/Sydney");
        ASSERT_TRUE(hours.has_value()) << row.typed << ": " << hours.error().piece;
        EXPECT_EQ(hours->zone, row.zone) << row.typed;
        EXPECT_EQ(hours->blocks, (std::vector<Block>{{Weekday::monday, 540, 720}})) << row.typed;
    }
    EXPECT_EQ(parse_hours("Africa/Lagos mon 9-12", "UTC")->zone, "Africa/Lagos");
}

TEST(Hours, what_is_wrong_is_named_with_the_piece) {
    struct Row {
        const char* typed;
        Kind kind;
        const char* piece;
    };
    const Row rows[] = {
        {"", Kind::empty, ""},
        {"   ", Kind::empty, ""},
        {"mon 25:00-26", Kind::bad_time, "25:00"},
        {"mon 9-25:00", Kind::bad_time, "25:00"},
        {"mon 24:01-2", Kind::bad_time, "24:01"},
        {"mon 9-12:60", Kind::bad_time, "12:60"},
        {"mon 9-12:5", Kind::bad_time, "12:5"},
        {"mon 13pm-14", Kind::bad_time, "13pm"},
        {"mon 0pm-2pm", Kind::bad_time, "0pm"},
        {"mon 99999999999999999999-3", Kind::bad_time, "99999999999999999999"},
        {"25:00", Kind::bad_time, "25:00"},
        {"always never", Kind::unknown_zone, "never"},
        {"never", Kind::unknown_day, "never"},
        {"mon-", Kind::missing_time, "mon-"},
        {"mon", Kind::missing_time, "mon"},
        {"mon 9-12, tue", Kind::missing_time, "tue"},
        {"mon-fri", Kind::missing_time, "fri"},
        {"mon 9", Kind::missing_time, "9"},
        {"mon 9-", Kind::missing_time, "9-"},
        {"mon 9-fri", Kind::missing_time, "9-"},
        {"Africa/Lagos", Kind::missing_time, "Africa/Lagos"},
        {"mon 9-9", Kind::empty_block, "9-9"},
        {"mon 9am-9 am", Kind::empty_block, "9am-9 am"},
        {"mon 0-0", Kind::empty_block, "0-0"},
        {"mun 9-12", Kind::unknown_day, "mun"},
        {"mon-fro 9-12", Kind::unknown_day, "fro"},
        {"mon-9 12", Kind::unknown_day, "9"},
        {"mon 9-12 frau 9-12", Kind::unknown_day, "frau"},
        {"mon 9-12 Lagoos", Kind::unknown_zone, "Lagoos"},
        {"mon 9-12 Neu Yorck", Kind::unknown_zone, "Neu Yorck"},
        {"mon 9-12 Africa/Lagoos", Kind::unknown_zone, "Africa/Lagoos"},
        {"mon 9-12 UTC+15", Kind::unknown_zone, "UTC+15"},
        {"mon 9-12 localtime", Kind::unknown_zone, "localtime"},
        {"mon 9-12 ../etc/passwd", Kind::unknown_zone, "../etc/passwd"},
        {"- mon 9-12", Kind::unclear, "-"},
        {"2026-12-01 9-12", Kind::unclear, "-"},
        {"mon 9-12 !!", Kind::unclear, "!"},
    };
    for (const Row& row : rows) {
        const auto hours = parse_hours(row.typed, "Europe/Berlin");
        ASSERT_FALSE(hours.has_value()) << row.typed << " gave " << to_text(*hours);
        EXPECT_EQ(static_cast<int>(hours.error().kind), static_cast<int>(row.kind)) << row.typed;
        EXPECT_EQ(hours.error().piece, row.piece) << row.typed;
    }
}

TEST(Hours, a_zone_must_come_from_somewhere) {
    EXPECT_EQ(parse_hours("mon 9-12", "").error(), (HoursProblem{Kind::no_zone, ""}));
    EXPECT_EQ(parse_hours("mon 9-12", "Mars/Base").error(),
              (HoursProblem{Kind::unknown_zone, "Mars/Base"}));
}

TEST(Hours, text_is_read_up_to_its_limit_and_not_beyond) {
    const std::string hours = "mon 9-12";
    const std::string longest =
        hours + std::string(hours_text_max - hours.size() - 4, ' ') + " UTC";
    ASSERT_EQ(longest.size(), hours_text_max);
    EXPECT_TRUE(parse_hours(longest, ""));
    EXPECT_EQ(parse_hours(longest + " ", "").error().kind, Kind::too_long);
}

TEST(Hours, days_in_other_languages_come_from_the_table) {
    const DayNames names{{"seg", Weekday::monday},      {"segunda-feira", Weekday::monday},
                         {"sábado", Weekday::saturday}, {"пн", Weekday::monday},
                         {"пт", Weekday::friday},       {"周一", Weekday::monday},
                         {"周五", Weekday::friday},     {"thứ 2", Weekday::monday},
                         {"thứ", Weekday::sunday},      {"mar", Weekday::tuesday}};
    struct Row {
        const char* typed;
        const char* kept;
    };
    const Row rows[] = {
        {"segunda-feira 9-12", "mon 09:00-12:00 UTC"},
        {"seg, sábado 9-12", "mon,sat 09:00-12:00 UTC"},
        {"пн-пт 18-21", "mon-fri 18:00-21:00 UTC"},
        {"пн\u2013пт 18\u201321 Europe/Moscow", "mon-fri 18:00-21:00 Europe/Moscow"},
        {"周一-周五9-12", "mon-fri 09:00-12:00 UTC"},
        {"thứ 2 9-12", "mon 09:00-12:00 UTC"},
        {"mar/wed 9-12", "tue,wed 09:00-12:00 UTC"},
        {"mon 9-12", "mon 09:00-12:00 UTC"},
    };
    for (const Row& row : rows) {
        const auto hours = parse_hours(row.typed, "UTC", names);
        ASSERT_TRUE(hours.has_value()) << row.typed << ": " << hours.error().piece;
        EXPECT_EQ(to_text(*hours), row.kept) << row.typed;
    }
    EXPECT_EQ(parse_hours("понедельник 9-12", "UTC", names).error(),
              (HoursProblem{Kind::unknown_day, "понедельник"}));
}

TEST(Hours, no_hours_are_an_empty_line_and_unsound_blocks_are_dropped) {
    EXPECT_EQ(to_text(canonical({}, "UTC")), "");
    EXPECT_TRUE(canonical({{Weekday::monday, -1, 5},
                           {Weekday::monday, 1440, 1500},
                           {Weekday::monday, 9, 9},
                           {Weekday::monday, 0, 20000}},
                          "UTC")
                    .blocks.empty());
}

std::vector<Block> any_blocks() {
    std::vector<Block> blocks;
    const int count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
        const int begin = *rc::gen::inRange(0, 24) * 60 + *rc::gen::element(0, 30, 59);
        const int length = *rc::gen::element(1, 30, 60, 240, 1439, 1440, 1441, 4000, 10080);
        blocks.push_back({static_cast<Weekday>(*rc::gen::inRange(0, 7)), begin, begin + length});
    }
    return blocks;
}

/// Every minute of the week that the blocks name, counted naively.
std::vector<bool> minutes_of(const std::vector<Block>& blocks) {
    constexpr int week_minutes = 7 * 1440;
    std::vector<bool> week(week_minutes);
    for (const Block& block : blocks)
        for (int minute = block.begin; minute < block.end; ++minute)
            week[static_cast<std::size_t>((static_cast<int>(block.day) * 1440 + minute) %
                                          week_minutes)] = true;
    return week;
}

TEST(Hours, any_week_reads_back_equal_from_its_line) {
    EXPECT_TRUE(rc::check("round trip", [] {
        const auto blocks = any_blocks();
        const WeeklyHours hours = canonical(blocks, "Asia/Kathmandu");
        RC_ASSERT(minutes_of(hours.blocks) == minutes_of(blocks));
        RC_ASSERT(canonical(hours.blocks, hours.zone) == hours);
        if (hours.blocks.empty()) return;
        const auto back = parse_hours(to_text(hours), "");
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == hours);
    }));
}

TEST(Hours, no_bytes_at_all_make_the_reader_fail) {
    EXPECT_TRUE(rc::check("any bytes", [] {
        const auto pieces = *rc::gen::container<std::vector<std::string>>(
            rc::gen::oneOf(rc::gen::element<std::string>("mon", "fri", "-", "9", "25:00", ",", "/",
                                                         " ", "UTC", "18:30", "pm", "always",
                                                         "\u2013", "Africa/Lagos", "daily", ":"),
                           rc::gen::string<std::string>()));
        std::string text;
        for (const std::string& piece : pieces)
            text += piece;
        const auto hours = parse_hours(text, "UTC", {{"\xd0", Weekday::monday}});
        if (hours) {
            RC_ASSERT(!hours->blocks.empty());
            RC_ASSERT((parse_hours(to_text(*hours), "") == *hours));
        } else {
            RC_ASSERT(text.contains(hours.error().piece) || hours.error().piece == "UTC");
        }
    }));
}

} // namespace
} // namespace peerdesk::people
