// SPDX-License-Identifier: MIT
// Clean and unclean ends, and the caution after the latter.
#include "tests/bot/core/desk_of_two.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peerdesk::runtime {
namespace {

using namespace std::chrono_literals;
using support::heard;

struct Restart : testing::Test {
    DeskOfTwo desk;

    /// The process ends while it handles an event: what it noted before is all there is.
    void end_while_handling(const std::string& event) {
        storage::Facts(desk.database).set("attempt", std::string(support::irc) + " " + event);
    }
};

TEST_F(Restart, a_first_start_and_one_after_a_stop_are_clean) {
    DeskOfTwo other;
    EXPECT_EQ(other.fact("running"), "1");
    other.stop();
    EXPECT_FALSE(other.fact("running"));
    EXPECT_FALSE(other.begin().was_unclean);
}

TEST_F(Restart, a_start_without_a_stop_before_is_unclean) {
    EXPECT_TRUE(desk.begin().was_unclean);
    desk.stop();
    EXPECT_FALSE(desk.begin().was_unclean);
}

TEST_F(Restart, a_message_being_handled_when_the_process_was_killed_is_not_lost) {
    end_while_handling("m5");
    desk.begin();
    std::vector<std::string> noted;
    desk.database.before_commit(
        [&] { noted.push_back(storage::Facts(desk.database).get("attempt").value_or("-")); });
    const std::vector question{DeskOfTwo::says("m5", "eve", "#help", "How do I add a table?")};
    EXPECT_EQ(desk.apply(question).parked, 0);
    desk.database.before_commit({});
    EXPECT_EQ(desk.tickets(), 1);
    ASSERT_FALSE(noted.empty());
    EXPECT_EQ(noted[0], "again irc m5");
    EXPECT_FALSE(desk.fact("attempt"));
}

TEST_F(Restart, what_was_being_handled_when_the_process_ended_twice_is_parked_once) {
    storage::Facts(desk.database).set("attempt", "again irc m5");
    EXPECT_TRUE(desk.begin().was_unclean);
    const auto applied = desk.apply({DeskOfTwo::says("m4", "ana", "#help", "How do I add a photo?"),
                                     DeskOfTwo::says("m5", "eve", "#help", "How do I add a table?"),
                                     DeskOfTwo::says("m6", "zoe", "#help", "How do I add a map?")});
    EXPECT_EQ(applied.parked, 1);
    EXPECT_EQ(desk.tickets(), 2);
    EXPECT_EQ(storage::Inbox(desk.database).parked(5).front().event_key, "m5");
    desk.link_up();
    EXPECT_TRUE(heard(desk.out, "#lead", "eve"));
    EXPECT_FALSE(desk.fact("attempt"));
}

TEST_F(Restart, the_same_key_of_another_network_is_not_taken_for_it) {
    storage::Facts(desk.database).set("attempt", "other m5");
    desk.begin();
    EXPECT_EQ(desk.apply({DeskOfTwo::says("m5", "eve", "#help", "How do I add a table?")}).parked,
              0);
    EXPECT_EQ(desk.tickets(), 1);
}

TEST_F(Restart, each_attempt_is_noted_before_and_forgotten_with_its_success) {
    desk.begin();
    desk.link_up();
    std::vector<std::string> noted;
    desk.database.before_commit([&] {
        const auto attempt = storage::Facts(desk.database).get("attempt");
        noted.push_back(attempt.value_or("-"));
    });
    desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")});
    desk.database.before_commit({});
    ASSERT_GE(noted.size(), 2U);
    EXPECT_EQ(noted[0], "irc m1");
    EXPECT_EQ(noted[1], "-") << "in the transaction of the event itself";
}

TEST_F(Restart, a_second_unclean_end_does_not_park_what_was_handled) {
    desk.begin();
    desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")});
    desk.begin();
    const auto again = desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?"),
                                   DeskOfTwo::says("m2", "eve", "#help", "And how a table?")});
    EXPECT_EQ(again.parked, 0);
    EXPECT_EQ(desk.tickets(), 2);
}

TEST_F(Restart, a_full_disk_in_cautious_mode_makes_no_poison) {
    desk.begin();
    int commits = 0;
    desk.database.before_commit([&] {
        if (++commits == 2) throw storage::StorageUnavailable("planted");
    });
    const std::vector question{DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")};
    EXPECT_FALSE(desk.try_apply(question));
    desk.database.before_commit({});
    desk.begin();
    EXPECT_EQ(desk.apply(question).parked, 0);
    EXPECT_EQ(desk.tickets(), 1);
}

TEST_F(Restart, a_timer_that_ended_the_process_twice_is_dropped_and_the_others_fire) {
    desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?"),
                DeskOfTwo::says("m2", "eve", "#help", "How do I add a table?")});
    const auto due = storage::Timers(desk.database).due(desk.now + 10min, 10);
    ASSERT_EQ(due.size(), 2U);
    storage::Facts(desk.database).set("attempt", "again timer " + std::to_string(due[0].id.value));
    desk.begin();
    desk.now += 10min;
    desk.apply();
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM interactions WHERE kind = 'widened'"), 1);
    EXPECT_EQ(std::ranges::count(desk.log.events, "timer_dropped"), 1);
}

TEST_F(Restart, caution_ends_after_enough_good_events) {
    desk.begin();
    desk.link_up();
    std::vector<chat::Event> many;
    for (int i = 0; i < 1001; ++i)
        many.push_back(DeskOfTwo::event("", chat::IdentitySeen{"a:ana", "ana"}));
    desk.apply(std::move(many));
    int commits = 0;
    desk.database.before_commit([&] { ++commits; });
    desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?"),
                DeskOfTwo::says("m2", "eve", "#help", "How do I add a table?")});
    desk.database.before_commit({});
    EXPECT_EQ(commits, 1) << "one transaction for the whole batch again";
}

TEST_F(Restart, rows_on_their_way_go_out_once_more_by_their_rule_and_say_so) {
    desk.apply({DeskOfTwo::says("m1", "bo", "", "help")});
    const auto text = desk.out.back().text;
    for (int process = 0; process < 2; ++process) {
        desk.begin();
        EXPECT_TRUE(desk.apply().deliver.empty()) << "not before the link is up";
        desk.link_up();
        EXPECT_EQ(desk.out.back().text, support::words("peerdesk-repeated", {text}));
    }
    const auto sent = desk.out.size();
    desk.link_down();
    desk.link_up();
    EXPECT_EQ(desk.out.size(), sent) << "a link that comes back settles nothing again";
}

} // namespace
} // namespace peerdesk::runtime
