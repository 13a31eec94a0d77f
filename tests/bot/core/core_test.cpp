// SPDX-License-Identifier: MIT
// One transaction for each batch: what fails alone, what is undone, what is told once.
#include "tests/bot/core/desk_of_two.hpp"

#include <gtest/gtest.h>

namespace peerdesk::runtime {
namespace {

using namespace std::chrono_literals;
using support::heard;
using support::words;

/// Handling a message with these words throws, as a bug in a feature would.
void plant_failure(storage::Database& database) {
    database.execute("CREATE TRIGGER planted BEFORE INSERT ON ticket_messages"
                     " WHEN NEW.body LIKE '%poison%'"
                     " BEGIN SELECT RAISE(ABORT, 'planted failure'); END");
}

struct Batches : testing::Test {
    DeskOfTwo desk;
};

TEST_F(Batches, an_event_that_throws_is_parked_and_its_neighbours_live) {
    plant_failure(desk.database);
    const auto applied = desk.apply({
        DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?"),
        DeskOfTwo::says("m2", "eve", "#help", "this is poison for the desk"),
        DeskOfTwo::says("m3", "zoe", "#help", "How do I add a table?"),
    });
    EXPECT_EQ(applied.parked, 1);
    EXPECT_EQ(desk.tickets(), 2);
    EXPECT_EQ(desk.parked(), 1);
    EXPECT_TRUE(heard(desk.out, "#lead", words("peerdesk-parked", {text::Name{"eve"}, "irc"})));
    EXPECT_FALSE(heard(desk.out, "#lead", "poison")) << "the words stay in the database";
    EXPECT_TRUE(heard(desk.out, "#help", "ana"));
    EXPECT_TRUE(heard(desk.out, "#help", "zoe"));
}

TEST_F(Batches, a_parked_event_is_kept_whole_and_is_not_tried_again) {
    plant_failure(desk.database);
    desk.apply({DeskOfTwo::says("m2", "eve", "#help", "this is poison for the desk")});
    const auto parked = storage::Inbox(desk.database).parked(10);
    ASSERT_EQ(parked.size(), 1U);
    EXPECT_EQ(parked.front().event_key, "m2");
    EXPECT_TRUE(parked.front().wire.contains("poison"));
    EXPECT_TRUE(parked.front().error.contains("planted failure"));
    desk.database.execute("DROP TRIGGER planted");
    const auto again =
        desk.apply({DeskOfTwo::says("m2", "eve", "#help", "this is poison for the desk")});
    EXPECT_EQ(again.parked, 0);
    EXPECT_EQ(desk.tickets(), 0) << "delivered twice by the network, still parked";
}

TEST_F(Batches, nothing_of_a_failed_event_remains) {
    plant_failure(desk.database);
    desk.apply({DeskOfTwo::says("m2", "eve", "#help", "this is poison for the desk")});
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM interactions WHERE kind = 'asked'"), 0);
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM identities WHERE name = 'eve'"), 0);
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM timers WHERE ticket_id IS NOT NULL"), 0);
}

TEST_F(Batches, a_commit_that_fails_once_is_tried_event_by_event) {
    int left = 1;
    desk.database.before_commit([&] {
        if (left-- > 0) throw std::runtime_error("planted");
    });
    const auto applied = desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?"),
                                     DeskOfTwo::says("m2", "eve", "#help", "And how a table?")});
    desk.database.before_commit({});
    EXPECT_EQ(applied.parked, 0);
    EXPECT_EQ(desk.tickets(), 2);
}

TEST_F(Batches, an_event_seen_before_is_passed_over) {
    const auto question = DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?");
    desk.apply({question, question});
    desk.apply({question});
    EXPECT_EQ(desk.tickets(), 1);
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM ticket_messages"), 1);
}

TEST_F(Batches, the_same_key_of_another_network_is_another_event) {
    desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")});
    auto message = support::House::message("ana", "", "How do I add a table?", "other");
    const auto applied =
        desk.core().apply({{"other", {DeskOfTwo::event("m1", message)}, {}}}, desk.now);
    ASSERT_TRUE(applied);
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM inbox"), 2);
}

TEST_F(Batches, the_adapters_own_state_is_committed_with_its_events) {
    const auto applied =
        desk.core().apply({{support::irc, {}, {{"last", "msgid-1"}, {"gone", "x"}}}}, desk.now);
    ASSERT_TRUE(applied);
    ASSERT_TRUE(desk.core().apply({{support::irc, {}, {{"gone", ""}}}}, desk.now));
    EXPECT_EQ(storage::AdapterState(desk.database).of(support::irc),
              (std::vector<std::pair<std::string, std::string>>{{"last", "msgid-1"}}));
}

TEST_F(Batches, what_goes_out_is_committed_as_sending) {
    const auto applied = desk.apply({DeskOfTwo::says("m1", "bo", "", "help")});
    ASSERT_EQ(applied.deliver.size(), 1U);
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM outbox WHERE state = 'sending'"), 1);
    EXPECT_TRUE(desk.apply().deliver.empty()) << "once";
    desk.report_all();
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM outbox WHERE state = 'sent'"), 1);
}

// --- storage that cannot be written now

struct NoStorage : Batches {
    void break_commits(bool is_full = true) {
        desk.database.before_commit([is_full] {
            storage::StorageUnavailable problem("planted");
            problem.is_full = is_full;
            throw problem;
        });
    }
    void mend() { desk.database.before_commit({}); }
};

TEST_F(NoStorage, nothing_is_applied_and_the_same_batch_works_later) {
    const std::vector question{DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")};
    for (const bool is_full : {true, false}) {
        break_commits(is_full);
        const auto applied = desk.try_apply(question);
        ASSERT_FALSE(applied);
        EXPECT_EQ(applied.error().is_disk_full, is_full);
        EXPECT_EQ(desk.tickets(), 0);
    }
    mend();
    EXPECT_FALSE(desk.apply(question).deliver.empty());
    EXPECT_EQ(desk.tickets(), 1);
    EXPECT_EQ(desk.parked(), 0);
}

TEST_F(NoStorage, a_link_that_came_up_unseen_is_still_down) {
    desk.link_down();
    const chat::Event up = DeskOfTwo::event("up", chat::LinkChanged{true, {}, {true, true, 9}});
    break_commits();
    EXPECT_FALSE(desk.try_apply({up}));
    mend();
    EXPECT_TRUE(desk.apply({DeskOfTwo::says("m1", "bo", "", "help")}).deliver.empty());
    EXPECT_FALSE(desk.apply({up}).deliver.empty());
}

TEST_F(NoStorage, rows_on_their_way_when_the_process_ended_are_settled_all_the_same) {
    desk.apply({DeskOfTwo::says("m1", "bo", "", "help")});
    desk.begin(); // the process ended with the row `sending`
    const chat::Event up = DeskOfTwo::event("up", chat::LinkChanged{true, {}, {true, true, 9}});
    break_commits();
    EXPECT_FALSE(desk.try_apply({up}));
    mend();
    EXPECT_EQ(desk.apply({up}).deliver.size(), 1U) << "sent again, marked as possibly repeated";
    EXPECT_TRUE(desk.out.back().text.starts_with(words("peerdesk-repeated", {""}).substr(0, 8)));
}

TEST_F(NoStorage, the_roster_knows_nothing_of_what_was_rolled_back) {
    desk.apply({DeskOfTwo::says("m0", "ana", "#help", "How do I add a photo?")});
    const std::vector add{DeskOfTwo::says("m1", "cora", "", "responder add @ana")};
    break_commits();
    EXPECT_FALSE(desk.try_apply(add));
    mend();
    desk.apply({DeskOfTwo::says("m2", "ana", "#staff", "!list")});
    EXPECT_TRUE(heard(desk.out, "#staff", words("peerdesk-refused-responder", {"list"})));
}

TEST_F(NoStorage, numbers_are_not_used_up) {
    break_commits();
    EXPECT_FALSE(desk.try_apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")}));
    mend();
    desk.apply({DeskOfTwo::says("m2", "eve", "#help", "How do I add a table?")});
    EXPECT_EQ(desk.count("SELECT max(id) AS n FROM tickets"), 1);
    EXPECT_TRUE(heard(desk.out, "#help", words("peerdesk-wait-place", {0})));
}

TEST_F(NoStorage, a_timer_fires_later_and_once) {
    desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")});
    desk.now += 10min;
    break_commits();
    EXPECT_FALSE(desk.try_apply({}));
    mend();
    desk.apply();
    desk.apply();
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM interactions WHERE kind = 'widened'"), 1);
}

TEST_F(NoStorage, a_full_disk_while_events_are_tried_one_by_one_loses_none) {
    plant_failure(desk.database);
    const std::vector batch{DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?"),
                            DeskOfTwo::says("m2", "eve", "#help", "this is poison for the desk"),
                            DeskOfTwo::says("m3", "zoe", "#help", "How do I add a table?")};
    int commits = 0;
    desk.database.before_commit([&] {
        if (++commits >= 2) throw storage::StorageUnavailable("planted");
    });
    EXPECT_FALSE(desk.try_apply(batch));
    mend();
    EXPECT_EQ(desk.apply(batch).parked, 1);
    EXPECT_EQ(desk.tickets(), 2);
    EXPECT_EQ(desk.parked(), 1);
}

// --- reload

TEST_F(Batches, reload_changes_desks_and_takes_configured_roles_away) {
    desk.apply({DeskOfTwo::says("m1", "cora", "", "responder add @dee"),
                DeskOfTwo::says("m2", "ana", "#help", "How do I add a photo?")});
    auto settings = support::one_desk();
    settings.desks.front().responders = {{support::irc, "chi"}};
    settings.desks.front().prefix = "?";
    desk.core().reload(settings, support::texts(), desk.now);
    desk.out.clear();
    desk.apply({DeskOfTwo::says("m3", "bo", "", "claim 1")});
    EXPECT_TRUE(heard(desk.out, "bo", words("peerdesk-refused-responder", {"claim"})));
    desk.apply({DeskOfTwo::says("m4", "ana", "#garden", "!ask Quand planter ?")});
    EXPECT_EQ(desk.tickets(), 1) << "the room is none of ours any more";
    desk.apply({DeskOfTwo::says("m5", "chi", "#staff", "?claim 1")});
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM tickets WHERE state = 'claimed'"), 1);
}

TEST_F(Batches, roles_given_by_command_survive_a_reload) {
    desk.apply({DeskOfTwo::says("m0", "zoe", "#help", "hello"),
                DeskOfTwo::says("m1", "cora", "#lead", "!responder add @zoe")});
    desk.core().reload(support::one_desk(), support::texts(), desk.now);
    desk.apply({DeskOfTwo::says("m2", "ana", "#help", "How do I add a photo?"),
                DeskOfTwo::says("m3", "zoe", "#staff", "!claim 1")});
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM tickets WHERE state = 'claimed'"), 1);
}

TEST_F(Batches, timers_of_a_desk_that_left_end_quietly) {
    desk.apply({DeskOfTwo::says("m1", "ana", "#garden", "!ask Quand planter les tulipes ?")});
    desk.core().reload(support::one_desk(), support::texts(), desk.now);
    desk.out.clear();
    desk.now += 24h;
    for (int i = 0; i < 5; ++i)
        desk.apply();
    EXPECT_TRUE(desk.out.empty());
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM timers WHERE ticket_id IS NOT NULL"), 0);
}

TEST_F(Batches, being_forgotten_in_a_loop_does_not_keep_the_desk_writing_its_file) {
    const auto forget = [this](const std::string& key) {
        desk.apply({DeskOfTwo::says(key + "a", "eve", "#help", "!status"),
                    DeskOfTwo::says(key + "b", "eve", "", "forget me")});
        return desk.apply({DeskOfTwo::says(key + "c", "eve", "", "yes")}).next_due;
    };
    const chat::Time first = desk.now;
    EXPECT_GT(forget("m1"), first + 10min) << "written anew at once: nothing is left to do";
    desk.now += 1s;
    EXPECT_EQ(forget("m2"), first + 10min);
    desk.now = first + 10min;
    EXPECT_GT(desk.apply().next_due, first + 20min);
    desk.now += 1s;
    (void)forget("m3");
    desk.now = first - 24h;
    EXPECT_GT(desk.apply().next_due, desk.now + 10min) << "a clock that jumped back";
}

} // namespace
} // namespace peerdesk::runtime
