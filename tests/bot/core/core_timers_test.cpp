// SPDX-License-Identifier: MIT
// Timers: their order, how many at once, one that fails, and clocks that jump.
#include "bot/runtime/core_state.hpp"
#include "storage/weekly_posts.hpp"
#include "tests/bot/core/desk_of_two.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peerdesk::runtime {
namespace {

using namespace std::chrono_literals;
using support::heard;

struct TimersOfDesk : testing::Test {
    DeskOfTwo desk;
    storage::Timers timers{desk.database};

    void ask() { desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")}); }
    std::int64_t facts_of(std::string_view kind) {
        auto row = desk.database.prepare("SELECT count(*) AS n FROM interactions WHERE kind = ?");
        row.bind(kind).step();
        return row.integer("n");
    }
    /// Applied as the desk thread does: until nothing is due.
    int rest() {
        int rounds = 0;
        for (auto applied = desk.apply(); applied.next_due && *applied.next_due <= desk.now;
             applied = desk.apply()) {
            if (++rounds > 100) {
                ADD_FAILURE() << "timers do not come to rest";
                break;
            }
        }
        return rounds;
    }
};

TEST_F(TimersOfDesk, the_next_moment_to_wake_is_told) {
    ask();
    EXPECT_EQ(desk.apply().next_due, desk.now + 10min);
    desk.now += 10min - 1ms;
    EXPECT_EQ(desk.apply().next_due, desk.now + 1ms);
    EXPECT_EQ(facts_of("widened"), 0);
    desk.now += 1ms;
    desk.apply();
    EXPECT_EQ(facts_of("widened"), 1);
}

TEST_F(TimersOfDesk, they_fire_in_the_order_of_their_time) {
    for (int i = 0; i < 3; ++i) {
        desk.apply({DeskOfTwo::says("m" + std::to_string(i), "asker" + std::to_string(i), "#help",
                                    "How do I add photo " + std::to_string(i) + "?")});
    }
    auto due = timers.due(desk.now + 10min, 10);
    ASSERT_EQ(due.size(), 3U);
    for (auto& timer : due) {
        timers.remove(timer.id);
        timer.due -= std::chrono::minutes(timer.ticket.value); // the last asked is due first
        timers.add(timer);
    }
    desk.now += 10min;
    desk.apply();
    auto row = desk.database.prepare("SELECT group_concat(ticket_id) AS order_seen FROM (SELECT"
                                     " ticket_id FROM interactions WHERE kind = 'widened'"
                                     " ORDER BY id)");
    row.step();
    EXPECT_EQ(row.text("order_seen"), "3,2,1");
}

TEST_F(TimersOfDesk, one_transaction_fires_at_most_its_share) {
    ask();
    for (int i = 0; i < timers_max + 50; ++i)
        timers.add({.due = desk.now, .kind = "nudge", .ticket = storage::TicketId{1}});
    const auto first = desk.apply();
    EXPECT_EQ(first.next_due, desk.now) << "the rest is due at once again";
    EXPECT_EQ(timers.due(desk.now, 1000).size(), 50U);
    EXPECT_EQ(rest(), 0);
    EXPECT_TRUE(timers.due(desk.now, 10).empty());
}

TEST_F(TimersOfDesk, one_that_fails_is_dropped_and_the_others_fire) {
    ask();
    timers.add({.due = desk.now, .kind = "of-a-later-version"});
    desk.now += 10min;
    rest();
    EXPECT_EQ(facts_of("widened"), 1);
    EXPECT_EQ(std::ranges::count(desk.log.events, "timer_dropped"), 1);
    EXPECT_FALSE(timers.has_kind({}, "of-a-later-version"));
}

TEST_F(TimersOfDesk, one_that_fails_does_not_hurt_the_messages_beside_it) {
    timers.add({.due = desk.now, .kind = "of-a-later-version"});
    const auto applied = desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I fly?")});
    EXPECT_EQ(applied.parked, 0);
    EXPECT_EQ(desk.tickets(), 1);
    EXPECT_TRUE(heard(desk.out, "#help", "ana"));
}

TEST_F(TimersOfDesk, a_message_comes_before_the_timers_of_its_moment) {
    ask();
    desk.now += 10min;
    desk.apply({DeskOfTwo::says("m2", "bo", "#staff", "!claim 1")});
    EXPECT_EQ(facts_of("widened"), 0) << "claimed in the very moment";
}

TEST_F(TimersOfDesk, a_clock_that_jumps_ahead_fires_each_step_once) {
    ask();
    desk.now += 10 * 365 * 24h;
    rest();
    EXPECT_EQ(facts_of("escalated"), 1);
    EXPECT_EQ(facts_of("widened"), 2);
    EXPECT_EQ(facts_of("requested"), 3);
}

TEST_F(TimersOfDesk, a_clock_that_jumps_back_fires_nothing_twice_and_loses_nothing) {
    ask();
    desk.now += 10min;
    rest();
    desk.now -= 30 * 24h;
    rest();
    EXPECT_EQ(facts_of("widened"), 1);
    desk.apply({DeskOfTwo::says("m2", "bo", "#staff", "!claim 1")});
    desk.apply({DeskOfTwo::says("m3", "chi", "#staff", "!claim 1")});
    desk.apply({DeskOfTwo::says("m4", "bo", "#staff", "!reply 1 Use the menu.")});
    desk.apply({DeskOfTwo::says("m5", "ana", "#help", "!status")});
    desk.apply({DeskOfTwo::says("m6", "bo", "#staff", "!show 1")});
    EXPECT_EQ(desk.parked(), 0);
    desk.now += 60 * 24h;
    rest();
    desk.now += 4 * 24h;
    rest();
    EXPECT_EQ(facts_of("auto_closed"), 1);
}

TEST_F(TimersOfDesk, a_clock_that_jumps_back_locks_nobody_out) {
    for (int i = 0; i < 15; ++i)
        desk.apply({DeskOfTwo::says("m" + std::to_string(i), "ana", "", "help")});
    desk.now -= 24h;
    desk.out.clear();
    for (int i = 20; i < 35; ++i)
        desk.apply({DeskOfTwo::says("m" + std::to_string(i), "ana", "", "help")});
    EXPECT_EQ(desk.out.size(), 15U) << "a new window of messages began";
}

TEST_F(TimersOfDesk, a_networks_clock_ahead_of_ours_is_not_believed) {
    auto question = DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?");
    question.time = desk.now + 365 * 24h;
    desk.apply({question});
    EXPECT_EQ(desk.count("SELECT happened_ms AS n FROM interactions WHERE kind = 'asked'"),
              desk.now.time_since_epoch().count());
}

TEST_F(TimersOfDesk, the_daily_round_is_due_once_however_often_the_process_starts) {
    for (int i = 0; i < 3; ++i)
        desk.begin();
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM timers WHERE kind = 'retention'"), 1);
    desk.now += 3 * 24h;
    rest();
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM timers WHERE kind = 'retention'"), 1);
}

TEST_F(TimersOfDesk, a_clock_put_right_while_running_still_brings_the_weekly_summary) {
    storage::WeeklyPosts posts(desk.database);
    const auto planned = posts.planned(storage::DeskId{1});
    ASSERT_TRUE(planned);
    const auto start = desk.now;
    desk.now += 10 * 365 * 24h;
    rest();
    EXPECT_GT(posts.planned(storage::DeskId{1})->due, planned->due);
    desk.now = start;
    desk.apply();
    EXPECT_EQ(posts.planned(storage::DeskId{1})->due, planned->due);
    ask();
    desk.out.clear();
    desk.now = planned->due;
    rest();
    EXPECT_TRUE(heard(desk.out, "#lead", support::words("peerdesk-weekly-comes")));
    desk.out.clear();
    desk.now += 24h;
    rest();
    EXPECT_FALSE(heard(desk.out, "#lead", support::words("peerdesk-weekly-comes")));
}

} // namespace
} // namespace peerdesk::runtime
