// SPDX-License-Identifier: MIT
// The summary that comes by itself: when, how often, and what clocks and restarts do to it.
#include "bot/engagement/weekly.hpp"

#include "bot/text/weeks.hpp"
#include "storage/weekly_posts.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::engagement {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;
using support::House;

text::Time at(int y, unsigned month, unsigned day, std::chrono::minutes time) {
    return sys_days{year{y} / month / day} + time;
}

TEST(WeeklyMoment, is_nine_on_monday_also_when_the_clocks_changed) {
    struct Case {
        const char* zone;
        const char* week;
        text::Time moment;
    };
    for (const auto& [zone, week, moment] : {
             Case{"UTC", "2026-W47", at(2026, 11, 23, 9h)},
             // Clocks go forward on Sunday 2026-03-29 and back on Sunday 2026-10-25.
             Case{"Europe/Berlin", "2026-W12", at(2026, 3, 23, 8h)},
             Case{"Europe/Berlin", "2026-W13", at(2026, 3, 30, 7h)},
             Case{"Europe/Berlin", "2026-W42", at(2026, 10, 19, 7h)},
             Case{"Europe/Berlin", "2026-W43", at(2026, 10, 26, 8h)},
             // In the south they go back in April and forward in September or October.
             Case{"America/Santiago", "2026-W13", at(2026, 3, 30, 12h)},
             Case{"America/Santiago", "2026-W14", at(2026, 4, 6, 13h)},
             Case{"America/Santiago", "2026-W36", at(2026, 9, 7, 12h)},
             Case{"Australia/Sydney", "2026-W14", at(2026, 4, 5, 23h)},
             Case{"Australia/Sydney", "2026-W40", at(2026, 10, 4, 22h)},
             Case{"Australia/Lord_Howe", "2026-W40", at(2026, 10, 4, 22h)},
             Case{"Asia/Kathmandu", "2026-W53", at(2027, 1, 4, 3h + 15min)},
         }) {
        const auto found = weekly_moment(week, text::Zone::find(zone).value());
        EXPECT_EQ(found, moment) << zone << ' ' << week;
    }
}

struct Weekly : testing::Test {
    House house;
    storage::WeeklyPosts posts{house.database};

    /// Plans as a start does, and gives the weeks that were told while the time went on.
    void plan() {
        auto context = house.context();
        plan_weekly(context);
    }
    std::vector<std::string> weeks_told(const std::vector<support::Said>& said) {
        std::vector<std::string> weeks;
        for (const std::string& text : support::to(said, "#lead")) {
            const auto at = text.find(", week ");
            if (at != std::string::npos) weeks.push_back(text.substr(at + 7, 8));
        }
        return weeks;
    }
    using Weeks = std::vector<std::string>;
};

TEST_F(Weekly, comes_once_each_monday_at_nine) {
    plan();
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(weeks_told(house.pass(7 * 24h - 1h - 1min)), Weeks{});
    EXPECT_EQ(weeks_told(house.pass(1min)), Weeks{"2026-W48"});
    EXPECT_EQ(weeks_told(house.pass(14 * 24h)), (Weeks{"2026-W49", "2026-W50"}));
}

TEST_F(Weekly, a_restart_at_any_time_neither_loses_nor_doubles_it) {
    house.say("ana", "How do I add a photo?");
    Weeks told;
    for (int hour = 0; hour < 2 * 7 * 24; ++hour) {
        plan();
        for (const std::string& week : weeks_told(house.pass(1h)))
            told.push_back(week);
        plan();
    }
    EXPECT_EQ(told, (Weeks{"2026-W48", "2026-W49"}));
}

TEST_F(Weekly, who_was_away_on_monday_tells_the_week_when_back) {
    plan();
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(weeks_told(house.sleep(9 * 24h)), Weeks{"2026-W48"}); // Wednesday
    plan();
    EXPECT_EQ(weeks_told(house.pass(5 * 24h)), Weeks{"2026-W49"});
}

TEST_F(Weekly, after_weeks_away_only_the_newest_is_told) {
    plan();
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(weeks_told(house.sleep(23 * 24h)), Weeks{"2026-W50"});
    EXPECT_EQ(weeks_told(house.pass(24h)), Weeks{});
}

TEST_F(Weekly, back_early_on_a_monday_the_week_before_last_is_told_then_the_last_at_nine) {
    plan();
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(weeks_told(house.sleep(13 * 24h + 22h)), Weeks{"2026-W48"}); // Monday, 08:00
    EXPECT_EQ(weeks_told(house.pass(1h)), Weeks{"2026-W49"});
}

TEST_F(Weekly, clocks_that_jump_do_not_make_it_come_twice_or_never) {
    plan();
    house.say("ana", "How do I add a photo?");
    const auto start = house.now;
    EXPECT_EQ(weeks_told(house.sleep(10 * 365 * 24h)).size(), 1U);
    house.now = start; // and the clock is put right
    plan();
    EXPECT_EQ(posts.planned(house.desk().id)->due, at(2026, 11, 30, 9h));
    EXPECT_EQ(weeks_told(house.pass(7 * 24h)), Weeks{"2026-W48"});
    house.now -= 48h; // back over the Monday that was told
    plan();
    EXPECT_EQ(weeks_told(house.pass(50h)), Weeks{});
    EXPECT_EQ(weeks_told(house.pass(7 * 24h)), Weeks{"2026-W49"});
}

TEST_F(Weekly, a_week_in_which_nothing_happened_is_not_told) {
    plan();
    EXPECT_EQ(weeks_told(house.pass(21 * 24h)), Weeks{});
}

TEST_F(Weekly, tells_in_the_desks_language_and_as_coordinators_see_it) {
    plan();
    house.say("ana", "How do I add a photo?");
    const auto said = support::to(house.pass(7 * 24h), "#lead");
    ASSERT_FALSE(said.empty());
    EXPECT_TRUE(
        said.back().contains(support::words("peerdesk-summary-language", {"English", 1, 0})))
        << said.back();
    EXPECT_TRUE(said.back().ends_with(support::words("peerdesk-weekly-comes")));
}

TEST_F(Weekly, a_desk_without_a_coordinators_room_or_wish_gets_none) {
    for (const bool has_room : {true, false}) {
        auto settings = support::help_desk();
        settings.weekly_summary = !has_room;
        if (!has_room) settings.coordinator_rooms.clear();
        House quiet(support::with_desk(settings));
        auto context = quiet.context();
        plan_weekly(context);
        EXPECT_FALSE(storage::WeeklyPosts(quiet.database).planned(quiet.desk().id));
    }
}

TEST_F(Weekly, a_desk_that_moves_to_another_zone_is_planned_anew) {
    plan();
    auto settings = support::help_desk();
    settings.zone = "America/Lima";
    house.state.settings = support::with_desk(settings);
    runtime::apply_settings(house.state, house.now);
    plan();
    // There it is Monday, 05:00: the week before is still to be told.
    EXPECT_EQ(posts.planned(house.desk().id)->due, at(2026, 11, 23, 14h));
    settings.weekly_summary = false;
    house.state.settings = support::with_desk(settings);
    runtime::apply_settings(house.state, house.now);
    plan();
    EXPECT_FALSE(posts.planned(house.desk().id));
}

} // namespace
} // namespace peerdesk::engagement
