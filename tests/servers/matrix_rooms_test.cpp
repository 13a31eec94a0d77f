// SPDX-License-Identifier: MIT
// Rooms that change under the desk: encryption, invitations, upgrades, removals, knocking.
#include "tests/servers/matrix_desk.hpp"
#include "tests/servers/waiting.hpp"

#include <algorithm>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr std::string_view megolm = "m.megolm.v1.aes-sha2";

class MatrixRooms : public MatrixDesk {
  protected:
    /// What the desk said in a room, as the client heard it.
    static std::size_t words_of_desk(MatrixClient& client, const std::string& room) {
        client.catch_up();
        return static_cast<std::size_t>(
            std::ranges::count_if(client.heard(room), [](const MatrixEvent& one) {
                return one.is_message() && one.sender() == desk_id();
            }));
    }
    static void say_encrypted(MatrixClient& client, const std::string& room) {
        client.send_event(room, "m.room.encrypted",
                          {{"algorithm", megolm},
                           {"ciphertext", "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg"},
                           {"session_id", "X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ"},
                           {"sender_key", "RF3s+E7RkTQTGF2d8Deol0FkQvgII2aJDf3/Jp5mxVU"},
                           {"device_id", "ABCDEFGH"}});
    }
    /// A private staff room of one test, which bo, chi and the desk are invited to.
    static std::string own_staff_room(MatrixClient& cora, const std::string& name,
                                      const std::string& version = {}) {
        return cora.create_room({.name = name,
                                 .alias = community().server.local_name(name),
                                 .invited = {community().user_id("bo"), desk_id()},
                                 .version = version});
    }
    static DeskPlan plan_with_staff_room(const std::string& name) {
        DeskPlan plan = community().plan();
        plan.staff_rooms = {"mx:" + community().server.alias(name)};
        return plan;
    }
    /// The reason with which the desk left.
    static std::string reason_of_leaving(MatrixClient& client, const std::string& room) {
        const MatrixEvent left = client.expect_membership(room, desk_id(), "leave");
        return left.raw.at("content").value("reason", "");
    }
};

TEST_F(MatrixRooms, an_encrypted_chat_is_answered_in_a_plain_one_and_counted) {
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    MatrixClient bo = community().log_in("bo");
    MatrixClient ana = newcomer("ana1");
    const std::string encrypted =
        ana.create_room({.invited = {desk_id()}, .is_direct = true, .is_encrypted = true});
    ana.expect_membership(encrypted, desk_id(), "join");
    const std::string plain = ana.join(ana.expect_invitation(desk_id()).room_id);
    ana.expect_message(desk_id(), "cannot read encrypted chats", plain);
    say_encrypted(ana, encrypted);
    const int ticket = ask(ana, plain, "How do I add a photo to my page?");
    const MatrixEvent card = card_of(bo, staff(), ticket);
    EXPECT_TRUE(card.body().contains("1 message unreadable")) << card.body();
    say_encrypted(ana, encrypted);
    change_of(bo, staff(), card.id(), "2 messages unreadable");
    bo.say(staff(), "!show " + std::to_string(ticket));
    bo.expect_message(desk_id(), "asked by ana1[^]*2 messages unreadable", staff());
    EXPECT_EQ(words_of_desk(ana, encrypted), 0U);

    const HttpAnswer listed = HttpCaller{community().server.url()}.call(
        {.target =
             "/_matrix/client/v3/user/" + percent_encoded(desk_id()) + "/account_data/m.direct",
         .token = community().desk_token()});
    const json rooms = listed.parsed().value(ana.user_id(), json::array());
    EXPECT_NE(std::ranges::find(rooms, json(plain)), rooms.end()) << listed.body;
}

TEST_F(MatrixRooms, a_chat_that_becomes_encrypted_goes_on_in_a_plain_one_in_the_same_language) {
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    MatrixClient ana = newcomer("ana2");
    const std::string chat = open_desk_chat(ana, desk_id());
    ana.say(chat, "language es");
    ana.expect_message(desk_id(), "español", chat);
    ana.set_state(chat, "m.room.encryption", "", {{"algorithm", megolm}});
    const std::string plain = ana.join(ana.expect_invitation(desk_id()).room_id);
    ana.expect_message(desk_id(), "cifrad", plain);
    EXPECT_EQ(words_of_desk(ana, chat), 1U);
}

TEST_F(MatrixRooms, only_chats_of_two_are_accepted_and_not_more_than_three_of_one_person) {
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    MatrixClient eve = newcomer("eve3");
    community().register_people({"ana3"});
    const std::string group =
        eve.create_room({.invited = {community().user_id("ana3"), desk_id()}});
    EXPECT_FALSE(reason_of_leaving(eve, group).empty());
    for (int i = 0; i < 3; ++i)
        static_cast<void>(open_desk_chat(eve, desk_id()));
    const std::string fourth = eve.open_chat(desk_id());
    EXPECT_FALSE(reason_of_leaving(eve, fourth).empty());
}

TEST_F(MatrixRooms, a_third_person_in_a_chat_hears_nothing_more_of_the_desk) {
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    MatrixClient bo = community().log_in("bo");
    MatrixClient ana = newcomer("ana4");
    MatrixClient ben = newcomer("ben4");
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "How do I add a photo to my page?");
    card_of(bo, staff(), ticket);
    ana.invite(chat, ben.user_id());
    ben.join(chat);
    ana.expect_membership(chat, ben.user_id(), "join");
    ana.say(chat, "does anybody hear this?");
    const std::size_t before = words_of_desk(ana, chat);
    bo.say(staff(), "!reply " + std::to_string(ticket) + " Press Edit.");
    const std::string next = ana.join(ana.expect_invitation(desk_id()).room_id);
    ana.expect_message(desk_id(), "press edit", next);
    EXPECT_EQ(words_of_desk(ana, chat), before);
}

TEST_F(MatrixRooms, a_staff_room_is_followed_through_its_upgrades) {
    MatrixClient cora = community().log_in("cora");
    MatrixClient bo = community().log_in("bo");
    MatrixClient ana = newcomer("ana5");
    std::string room = own_staff_room(cora, "staff5", "10");
    bo.join(room);
    DeskProcess desk{plan_with_staff_room("staff5"), workspace};
    desk.start();
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "How do I add a photo to my page?");
    card_of(bo, room, ticket);
    for (const std::string version : {"11", "12"}) {
        room = cora.upgrade(room, version);
        cora.invite(room, desk_id());
        cora.invite(room, bo.user_id());
        bo.join(room);
        const std::string card = card_of(cora, room, ticket).id();
        bo.say_in_thread(room, card, "!note moved to " + version);
        in_thread(cora, room, card, "your note is kept");
    }
    bo.say(room, "!claim " + std::to_string(ticket));
    ana.expect_message(desk_id(), phrases::taken_for_asker(ticket), chat);
}

TEST_F(MatrixRooms, after_a_kick_and_after_a_ban_what_is_owed_comes_when_the_desk_is_back) {
    MatrixClient cora = community().log_in("cora");
    MatrixClient bo = community().log_in("bo");
    MatrixClient ana = newcomer("ana6");
    const std::string room = own_staff_room(cora, "staff6");
    bo.join(room);
    DeskProcess desk{plan_with_staff_room("staff6"), workspace};
    desk.start();
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "How do I add a photo to my page?");
    const std::string card = card_of(bo, room, ticket).id();
    int round = 0;
    for (const bool is_ban : {false, true}) {
        if (is_ban) {
            cora.ban(room, desk_id(), "a test");
        } else {
            cora.kick(room, desk_id(), "a test");
        }
        const std::string& lead = community().coordinators;
        cora.expect_message(desk_id(), "no longer write in the room.*a test", lead);
        const std::string words = "Hello number " + std::to_string(++round);
        ana.say(chat, words);
        ana.expect_message(desk_id(), "added to your question", chat);
        if (is_ban) cora.unban(room, desk_id());
        cora.invite(room, desk_id());
        in_thread(bo, room, card, words);
    }
}

TEST_F(MatrixRooms, a_room_that_lets_people_knock_is_joined_when_somebody_opens) {
    MatrixClient cora = community().log_in("cora");
    MatrixClient ana = newcomer("ana7");
    const std::string room =
        cora.create_room({.name = "Staff", .alias = community().server.local_name("staff7")});
    cora.set_state(room, "m.room.join_rules", "", {{"join_rule", "knock"}});
    DeskProcess desk{plan_with_staff_room("staff7"), workspace};
    desk.start();
    cora.expect_membership(room, desk_id(), "knock");
    EXPECT_TRUE(desk.logs("knocked"));
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "How do I add a photo to my page?");
    cora.invite(room, desk_id());
    cora.expect_membership(room, desk_id(), "join");
    card_of(cora, room, ticket);
}

} // namespace
} // namespace peerdesk::servers
