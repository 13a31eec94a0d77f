// SPDX-License-Identifier: MIT
// The main road: what is read, what is not, and that nothing is asked before it is committed.
#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string us = HomeserverModel::us;
const std::string ana = "@ana:example.org";
const std::string bo = "@bo:example.org";

class SessionTest : public testing::Test {
  protected:
    SessionTest() {
        staff = server.make_room(bo, "#staff:example.org");
        server.invite(staff, bo, us);
    }
    std::string ask_us(const std::string& who) {
        const std::string room = server.make_room(who);
        server.invite(room, who, us, true);
        return room;
    }
    HomeserverModel server;
    std::string staff;
};

TEST_F(SessionTest, a_first_sync_brings_no_history) {
    server.say(staff, bo, "long ago");
    server.join(staff, us);
    server.say(staff, bo, "before we ran");
    SessionRun run{server};
    run.settle();
    EXPECT_THAT(run.heard(), IsEmpty());
    ASSERT_THAT(run.told<chat::LinkChanged>(), SizeIs(1));
    EXPECT_TRUE(run.told<chat::LinkChanged>()[0].is_up);
    EXPECT_TRUE(run.told<chat::LinkChanged>()[0].capabilities.is_idempotent);
}

TEST_F(SessionTest, a_configured_room_is_joined_and_heard_from_then_on) {
    server.say(staff, bo, "before");
    SessionRun run{server};
    run.settle();
    EXPECT_EQ(server.membership(staff, us), "join");
    server.say(staff, bo, "after");
    run.settle();
    EXPECT_THAT(run.heard(), ElementsAre("#staff:example.org: after"));
    EXPECT_EQ(run.stored["room #staff:example.org"], staff);
}

TEST_F(SessionTest, a_later_start_hears_everything_that_came_meanwhile) {
    SessionRun run{server};
    run.settle();
    server.say(staff, bo, "one");
    server.say(staff, bo, "two");
    run.restart();
    run.settle();
    EXPECT_THAT(run.heard(), ElementsAre("#staff:example.org: one", "#staff:example.org: two"));
}

TEST_F(SessionTest, a_direct_chat_is_heard_from_its_invitation_on) {
    SessionRun run{server};
    run.settle();
    const std::string room = server.make_room(ana);
    server.say(room, ana, "to myself");
    server.invite(room, ana, us, true);
    server.say(room, ana, "hello?");
    run.settle();
    server.say(room, ana, "there you are");
    run.settle();
    EXPECT_THAT(run.heard(),
                ElementsAre("a:@ana:example.org: hello?", "a:@ana:example.org: there you are"));
    EXPECT_EQ(server.direct_list()[ana][0], room);
    const auto id = run.deliver(direct_place(ana), "yes?");
    run.settle();
    EXPECT_THAT(run.reports(id), SizeIs(1));
    EXPECT_THAT(server.our_words(room), ElementsAre("yes?"));
}

TEST_F(SessionTest, the_next_sync_waits_for_the_commit_and_sending_does_not) {
    SessionRun run{server};
    run.settle();
    run.commits = false;
    server.say(staff, bo, "help");
    run.settle();
    const std::size_t syncs = run.count("/sync?");
    ASSERT_THAT(run.offered, SizeIs(1));
    EXPECT_THAT(run.offered[0].batch.state,
                testing::Contains(testing::Field(&chat::StateChange::key, "since")));
    run.deliver(room_place("#staff:example.org"), "yes");
    run.pass(1min);
    EXPECT_EQ(run.count("/sync?"), syncs);
    EXPECT_THAT(server.our_words(staff), ElementsAre("yes"));
    run.session->on_committed(run.offered[0].number, run.now);
    run.settle();
    EXPECT_EQ(run.count("/sync?"), syncs + 1);
}

TEST_F(SessionTest, a_limited_timeline_is_filled_oldest_first) {
    SessionRun run{server};
    run.settle();
    for (int i = 0; i < 350; ++i)
        server.say(staff, bo, std::to_string(i));
    run.settle();
    const auto heard = run.heard();
    ASSERT_THAT(heard, SizeIs(350));
    for (std::size_t i = 0; i < 350; ++i)
        ASSERT_EQ(heard[i], "#staff:example.org: " + std::to_string(i));
}

TEST_F(SessionTest, a_gap_of_two_thousand_comes_in_pieces_and_the_last_moves_on) {
    SessionRun run{server};
    run.settle();
    run.commits = false;
    for (int i = 0; i < 2'000; ++i)
        server.say(staff, bo, std::to_string(i));
    run.settle();
    ASSERT_THAT(run.offered, SizeIs(5));
    for (std::size_t i = 0; i < run.offered.size(); ++i) {
        EXPECT_LE(run.offered[i].batch.events.size(), 500U);
        const bool moves_on = std::ranges::any_of(
            run.offered[i].batch.state, [](const auto& change) { return change.key == "since"; });
        EXPECT_EQ(moves_on, i == 4) << i;
    }
}

TEST_F(SessionTest, a_page_of_a_gap_that_fails_is_asked_again) {
    SessionRun run{server};
    run.settle();
    int failures = 0;
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.target.find("/messages") == std::string::npos || ++failures > 3)
            return std::nullopt;
        return matrix_error(502, "", "bad gateway");
    };
    for (int i = 0; i < 250; ++i)
        server.say(staff, bo, std::to_string(i));
    run.pass(1min);
    EXPECT_THAT(run.heard(), SizeIs(250));
}

TEST_F(SessionTest, a_crash_while_a_gap_is_filled_loses_and_doubles_nothing) {
    SessionRun run{server};
    run.settle();
    const std::string room = ask_us(ana);
    for (int i = 0; i < 700; ++i)
        server.say(room, ana, std::to_string(i));
    std::size_t pages = 0;
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.target.find("/messages") != std::string::npos && ++pages > 2)
            return matrix_error(500, "M_UNKNOWN", "not now");
        return std::nullopt;
    };
    run.settle();
    run.instead = {};
    run.restart();
    run.settle();
    const auto heard = run.heard();
    ASSERT_THAT(heard, SizeIs(700));
    for (std::size_t i = 0; i < 700; ++i)
        ASSERT_EQ(heard[i], "a:@ana:example.org: " + std::to_string(i));
}

TEST_F(SessionTest, notices_are_marked_and_our_own_words_are_not_heard) {
    SessionRun run{server};
    run.settle();
    run.deliver(room_place("#staff:example.org"), "ours");
    run.settle();
    server.send(staff, bo, "m.room.message", {{"msgtype", "m.notice"}, {"body", "beep"}});
    run.settle();
    const auto messages = run.told<chat::MessageReceived>();
    ASSERT_THAT(messages, SizeIs(1));
    EXPECT_TRUE(messages[0].author.is_bot);
    EXPECT_EQ(messages[0].author.id, "a:@bo:example.org");
    EXPECT_EQ(messages[0].author.name, "bo");
}

TEST_F(SessionTest, whoever_names_us_speaks_to_us_and_the_name_is_cut) {
    SessionRun run{server};
    run.settle();
    server.send(
        staff, bo, "m.room.message",
        {{"msgtype", "m.text"}, {"body", "desk take 7"}, {"m.mentions", {{"user_ids", {us}}}}});
    server.say(staff, bo, "Desk: close 7");
    server.say(staff, bo, "desk is slow");
    run.settle();
    const auto messages = run.told<chat::MessageReceived>();
    ASSERT_THAT(messages, SizeIs(3));
    EXPECT_TRUE(messages[0].mentions_us);
    EXPECT_EQ(messages[0].text, "take 7");
    EXPECT_TRUE(messages[1].mentions_us);
    EXPECT_EQ(messages[1].text, "close 7");
    EXPECT_FALSE(messages[2].mentions_us);
}

TEST_F(SessionTest, our_own_name_is_known_over_a_restart) {
    SessionRun run{server};
    run.settle();
    server.set_state(staff, us, "m.room.member",
                     {{"membership", "join"}, {"displayname", "Help Desk"}}, us);
    run.settle();
    run.restart();
    run.settle();
    server.say(staff, bo, "Help Desk: close 7");
    run.settle();
    ASSERT_THAT(run.told<chat::MessageReceived>(), SizeIs(1));
    EXPECT_TRUE(run.told<chat::MessageReceived>()[0].mentions_us);
    EXPECT_EQ(run.told<chat::MessageReceived>()[0].text, "close 7");
}

TEST_F(SessionTest, who_speaks_in_a_gap_is_called_as_they_are) {
    SessionRun run{server};
    run.settle();
    server.set_state(staff, ana, "m.room.member",
                     {{"membership", "join"}, {"displayname", "Ana Ríos"}}, ana);
    run.settle();
    run.restart();
    server.say(staff, ana, "before the gap's end");
    for (int i = 0; i < 150; ++i)
        server.say(staff, bo, std::to_string(i));
    run.settle();
    ASSERT_THAT(run.told<chat::MessageReceived>(), SizeIs(151));
    EXPECT_EQ(run.told<chat::MessageReceived>()[0].author.name, "Ana Ríos");
}

TEST_F(SessionTest, changes_removals_and_signs_are_told) {
    SessionRun run{server};
    run.settle();
    const std::string first = server.say(staff, bo, "teh");
    server.send(staff, bo, "m.room.message",
                {{"msgtype", "m.text"},
                 {"body", "* the"},
                 {"m.new_content", {{"msgtype", "m.text"}, {"body", "the"}}},
                 {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", first}}}});
    server.send(
        staff, bo, "m.reaction",
        {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", first}, {"key", "+1"}}}});
    run.settle();
    ASSERT_THAT(run.told<chat::MessageEdited>(), SizeIs(1));
    EXPECT_EQ(run.told<chat::MessageEdited>()[0].text, "the");
    EXPECT_EQ(run.told<chat::MessageEdited>()[0].remote_id, first);
    ASSERT_THAT(run.told<chat::ReactionAdded>(), SizeIs(1));
    EXPECT_EQ(run.told<chat::ReactionAdded>()[0].target, first);
}

} // namespace
} // namespace peerdesk::matrix
