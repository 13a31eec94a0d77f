// SPDX-License-Identifier: MIT
// Direct chats: who gets in, where answers go, and that nothing is written where others could read
// it or nobody can.
#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string us = HomeserverModel::us;
const std::string ana = "@ana:example.org";
const std::string bo = "@bo:example.org";
const HomeserverModel::Json megolm = {{"algorithm", "m.megolm.v1.aes-sha2"}};

class SessionChatsTest : public testing::Test {
  protected:
    SessionChatsTest() : run(server, config()) { run.settle(); }
    static NetworkConfig config() {
        NetworkConfig config = account_config();
        config.rooms.clear();
        return config;
    }
    std::string ask_us(const std::string& who, bool is_direct = true) {
        const std::string room = server.make_room(who);
        server.invite(room, who, us, is_direct);
        return room;
    }
    HomeserverModel server;
    SessionRun run;
};

TEST_F(SessionChatsTest, an_encrypted_chat_is_said_to_be_unreadable_and_never_written_to) {
    const std::string room = server.make_room(ana);
    server.set_state(room, ana, "m.room.encryption", megolm);
    server.invite(room, ana, us, true);
    run.settle();
    ASSERT_THAT(run.told<chat::MessageUnreadable>(), SizeIs(1));
    EXPECT_EQ(run.told<chat::MessageUnreadable>()[0].remote_id, "");
    EXPECT_EQ(run.told<chat::MessageUnreadable>()[0].author.id, "a:" + ana);
    const auto secret = server.send(room, ana, "m.room.encrypted",
                                    {{"algorithm", "m.megolm.v1.aes-sha2"}, {"ciphertext", "x"}});
    run.settle();
    ASSERT_THAT(run.told<chat::MessageUnreadable>(), SizeIs(2));
    EXPECT_EQ(run.told<chat::MessageUnreadable>()[1].remote_id, secret);
    EXPECT_THAT(run.told<chat::MessageUnreadable>()[1].raw, HasSubstr("ciphertext"));
    const auto id = run.deliver(direct_place(ana), "please write here");
    run.pass(1min);
    ASSERT_THAT(run.reports(id), SizeIs(1));
    EXPECT_EQ(run.reports(id)[0].delivery, chat::Delivery::sent);
    EXPECT_THAT(server.our_words(room), IsEmpty());
    ASSERT_THAT(server.made_by_us, SizeIs(1));
    EXPECT_THAT(server.our_words(server.made_by_us[0]), ElementsAre("please write here"));
}

TEST_F(SessionChatsTest, a_chat_that_becomes_encrypted_stays_so_over_a_restart) {
    const std::string room = ask_us(ana);
    run.settle();
    server.set_state(room, ana, "m.room.encryption", megolm);
    run.settle();
    EXPECT_THAT(run.told<chat::MessageUnreadable>(), SizeIs(1));
    run.restart();
    run.settle();
    run.deliver(direct_place(ana), "hello");
    run.pass(1min);
    EXPECT_THAT(server.our_words(room), IsEmpty());
    EXPECT_THAT(server.made_by_us, SizeIs(1));
}

TEST_F(SessionChatsTest, a_third_person_ends_the_chat_and_a_new_one_is_opened) {
    const std::string room = ask_us(ana);
    run.settle();
    server.invite(room, ana, bo);
    server.join(room, bo);
    server.say(room, bo, "hi all");
    run.settle();
    run.deliver(direct_place(ana), "between us");
    run.pass(1min);
    EXPECT_THAT(run.heard(), IsEmpty());
    EXPECT_THAT(server.our_words(room), IsEmpty());
    ASSERT_THAT(server.made_by_us, SizeIs(1));
    EXPECT_THAT(server.our_words(server.made_by_us[0]), ElementsAre("between us"));
}

TEST_F(SessionChatsTest, who_left_is_asked_into_a_new_chat_and_may_refuse) {
    const std::string room = ask_us(ana);
    server.say(room, ana, "help");
    run.settle();
    server.leave(room, ana);
    run.settle();
    run.deliver(direct_place(ana), "an answer");
    run.settle();
    ASSERT_THAT(server.made_by_us, SizeIs(1));
    EXPECT_EQ(server.membership(server.made_by_us[0], ana), "invite");
    server.leave(server.made_by_us[0], ana);
    run.settle();
    const auto id = run.deliver(direct_place(ana), "another");
    run.settle();
    ASSERT_THAT(run.reports(id), SizeIs(1));
    EXPECT_EQ(run.reports(id)[0].delivery, chat::Delivery::absent);
    EXPECT_THAT(run.told<chat::IdentitySeen>(), IsEmpty());
    const std::string again = ask_us(ana);
    server.say(again, ana, "here I am");
    run.settle();
    ASSERT_THAT(run.told<chat::IdentitySeen>(), SizeIs(1));
    EXPECT_EQ(run.told<chat::IdentitySeen>()[0].id, "a:" + ana);
    run.deliver(direct_place(ana), "good");
    run.settle();
    EXPECT_THAT(server.our_words(again), ElementsAre("good"));
}

TEST_F(SessionChatsTest, answers_go_where_the_person_wrote_last) {
    const std::string first = ask_us(ana);
    const std::string second = ask_us(ana);
    run.settle();
    server.say(second, ana, "here");
    run.settle();
    run.deliver(direct_place(ana), "1");
    run.settle();
    server.say(first, ana, "and here");
    run.settle();
    run.deliver(direct_place(ana), "2");
    run.settle();
    EXPECT_THAT(server.our_words(second), ElementsAre("1"));
    EXPECT_THAT(server.our_words(first), ElementsAre("2"));
}

TEST_F(SessionChatsTest, a_room_made_before_a_crash_is_taken_up_again) {
    run.commits = false;
    run.deliver(direct_place(ana), "hello");
    run.settle();
    ASSERT_THAT(server.made_by_us, SizeIs(1));
    run.commits = true;
    run.restart();
    run.settle();
    run.deliver(direct_place(ana), "hello");
    run.settle();
    EXPECT_THAT(server.made_by_us, SizeIs(1));
    EXPECT_EQ(run.stored["direct " + ana], server.made_by_us[0]);
}

TEST_F(SessionChatsTest, the_list_of_direct_rooms_keeps_what_others_put_there) {
    ask_us(ana);
    run.settle();
    ask_us(bo);
    run.settle();
    EXPECT_THAT(server.direct_list(), SizeIs(2));
    EXPECT_EQ(run.count("m.direct"), 4U);
    run.restart();
    run.pass(2min);
    EXPECT_EQ(run.count("m.direct"), 4U);
}

TEST_F(SessionChatsTest, four_chats_with_one_person_are_one_too_many) {
    std::vector<std::string> rooms;
    for (int i = 0; i < 4; ++i) {
        rooms.push_back(ask_us(ana));
        run.settle();
    }
    EXPECT_EQ(server.membership(rooms[2], us), "join");
    EXPECT_EQ(server.membership(rooms[3], us), "leave");
}

TEST_F(SessionChatsTest, thirty_invitations_an_hour_are_accepted_and_the_rest_waits) {
    std::vector<std::string> rooms;
    for (int i = 0; i < 35; ++i)
        rooms.push_back(ask_us("@p" + std::to_string(i) + ":example.org"));
    const auto joined = [&] {
        return std::ranges::count_if(
            rooms, [&](const auto& room) { return server.membership(room, us) == "join"; });
    };
    run.settle();
    EXPECT_EQ(joined(), 30);
    run.restart();
    run.pass(61min);
    EXPECT_EQ(joined(), 35);
}

TEST_F(SessionChatsTest, six_invitations_of_one_person_an_hour_are_accepted_and_others_come_in) {
    std::vector<std::string> rooms;
    for (int i = 0; i < 8; ++i) {
        rooms.push_back(ask_us(ana));
        run.settle();
        server.leave(rooms.back(), ana);
        run.settle();
    }
    const auto joined = [&] {
        return std::ranges::count_if(
            rooms, [&](const auto& room) { return server.membership(room, us) == "join"; });
    };
    EXPECT_EQ(joined(), 6);
    const std::string other = ask_us(bo);
    run.settle();
    EXPECT_EQ(server.membership(other, us), "join");
    run.pass(61min);
    EXPECT_EQ(joined(), 8);
}

TEST_F(SessionChatsTest, a_flood_of_one_person_leaves_room_for_others) {
    for (int i = 0; i < 1'500; ++i)
        ask_us(ana);
    const std::string other = ask_us(bo);
    run.settle();
    EXPECT_EQ(server.membership(other, us), "join");
    EXPECT_EQ(run.count("/join/") + run.count("/leave"), Invitations::waiting_per_person_max + 1);
}

TEST_F(SessionChatsTest, of_a_chat_that_we_left_nothing_is_stored) {
    const std::string room = ask_us(ana);
    run.settle();
    server.set_state(room, ana, "m.room.encryption", megolm);
    run.settle();
    const auto stored = [&] {
        std::vector<std::string> keys;
        for (const auto& [key, value] : run.stored)
            if (key.contains(room) || value.contains(room)) keys.push_back(key);
        return keys;
    };
    EXPECT_THAT(stored(), Not(IsEmpty()));
    server.remove(room, ana, us, "leave");
    run.settle();
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_F(SessionChatsTest, what_was_stored_of_rooms_we_left_goes_with_the_next_start) {
    run.stored["encrypted !old:example.org"] = "1";
    run.stored["direct @old:example.org"] = "!old:example.org";
    run.stored["listed !old:example.org"] = "@old:example.org";
    run.stored["unlisted !old:example.org"] = "@old:example.org";
    const std::string room = ask_us(ana);
    server.set_state(room, ana, "m.room.encryption", megolm);
    run.settle();
    run.restart();
    run.settle();
    for (const auto& [key, value] : run.stored)
        EXPECT_FALSE(key.contains("old:") || value.contains("old:")) << key;
    EXPECT_TRUE(run.stored.contains("encrypted " + room));
}

TEST_F(SessionChatsTest, a_room_of_many_is_left_with_a_reason) {
    const std::string room = server.make_room(ana);
    server.invite(room, ana, bo);
    server.join(room, bo);
    server.invite(room, ana, us, true);
    run.settle();
    EXPECT_EQ(server.membership(room, us), "leave");
    const auto left = std::ranges::find_if(run.asked, [](const Request& request) {
        return request.target.find("/leave") != std::string::npos;
    });
    ASSERT_NE(left, run.asked.end());
    EXPECT_EQ(left->body, R"({"reason":"not here"})");
}

TEST(SessionInvitationsTest, only_those_who_may_ask_us_are_accepted) {
    HomeserverModel server;
    NetworkConfig config = account_config();
    config.rooms.clear();
    config.invite_from = {"*:good.org", "@ana:*"};
    SessionRun run{server, config};
    run.settle();
    const auto membership_after = [&](const std::string& who) {
        const std::string room = server.make_room(who);
        server.invite(room, who, us, true);
        run.settle();
        return server.membership(room, us);
    };
    EXPECT_EQ(membership_after("@x:good.org"), "join");
    EXPECT_EQ(membership_after("@ana:elsewhere.org"), "join");
    EXPECT_EQ(membership_after("@x:elsewhere.org"), "leave");
    EXPECT_EQ(membership_after("@x:good.org.evil"), "leave");
}

TEST_F(SessionChatsTest, a_long_chat_before_our_invitation_stays_private) {
    const std::string room = server.make_room(ana);
    for (int i = 0; i < 150; ++i)
        server.say(room, ana, "old");
    server.invite(room, ana, us, true);
    for (int i = 0; i < 250; ++i)
        server.say(room, ana, std::to_string(i));
    run.settle();
    const auto heard = run.heard();
    ASSERT_THAT(heard, SizeIs(250));
    EXPECT_EQ(heard[0], "a:@ana:example.org: 0");
}

} // namespace
} // namespace peerdesk::matrix
