// SPDX-License-Identifier: MIT
// The homeserver and the Matrix test client by themselves: a failure here is not the program's.
#include "tests/servers/matrix_community.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view password = "sesame";

/// A homeserver and two people in a direct chat.
class Homeserver : public testing::Test {
  protected:
    MatrixClient newcomer(std::string_view name) {
        return {server.url(), server.register_user(name, password), password};
    }

    Workspace workspace;
    Synapse server{workspace};
    MatrixClient ana{newcomer("ana")};
    MatrixClient bo{newcomer("bo")};
};

TEST_F(Homeserver, two_people_talk_in_a_direct_chat) {
    EXPECT_EQ(ana.whoami(), server.user_id("ana"));
    const std::string chat = ana.open_chat(bo.user_id());
    const Invitation invitation = bo.expect_invitation(ana.user_id());
    EXPECT_EQ(invitation.room_id, chat);
    EXPECT_TRUE(invitation.is_direct);
    EXPECT_EQ(bo.join(invitation.room_id), chat);
    ana.expect_membership(chat, bo.user_id(), "join");

    const std::string said = ana.say(chat, "Hello");
    const MatrixEvent heard = bo.expect_message(ana.user_id(), "^hello$", chat);
    EXPECT_EQ(heard.id(), said);
    EXPECT_EQ(heard.msgtype(), "m.text");
    EXPECT_TRUE(heard.rel_type().empty());

    bo.notice(chat, "one");
    bo.say(chat, "two");
    EXPECT_EQ(ana.messages_until_quiet(bo.user_id(), chat, 300ms).size(), 2U);
    EXPECT_TRUE(ana.has_heard(chat, "^one$"));
    EXPECT_FALSE(ana.has_heard(chat, "^three$"));
    EXPECT_THROW(ana.expect(chat, "three", 100ms), std::runtime_error);
    ana.log_out();
    EXPECT_THROW(static_cast<void>(ana.whoami()), MatrixRefusal);
}

TEST_F(Homeserver, relations_arrive_as_they_were_sent) {
    const std::string room =
        ana.create_room({.name = "Help", .alias = server.local_name("help"), .is_public = true});
    EXPECT_EQ(bo.join(server.alias("help")), room);
    const std::string root = ana.say(room, "root");
    const std::string within = bo.say_in_thread(room, root, "within");
    const MatrixEvent falling_back = ana.expect(room, "^within$");
    EXPECT_EQ(falling_back.thread_root(), root);
    EXPECT_EQ(falling_back.replied_to(), root);
    EXPECT_TRUE(falling_back.is_falling_back());

    bo.reply_in_thread(room, root, within, "explicit");
    const MatrixEvent explicit_reply = ana.expect(room, "^explicit$");
    EXPECT_EQ(explicit_reply.thread_root(), root);
    EXPECT_EQ(explicit_reply.replied_to(), within);
    EXPECT_FALSE(explicit_reply.is_falling_back());

    bo.reply(room, root, "plain reply");
    const MatrixEvent reply = ana.expect(room, "^plain reply$");
    EXPECT_EQ(reply.replied_to(), root);
    EXPECT_TRUE(reply.thread_root().empty());

    bo.edit(room, within, "mended");
    const MatrixEvent edit = ana.expect(room, "mended");
    EXPECT_EQ(edit.edited_id(), within);
    EXPECT_EQ(edit.new_body(), "mended");

    bo.react(room, root, "👍");
    const MatrixEvent reaction = ana.expect(
        room, [](const MatrixEvent& one) { return one.type() == "m.reaction"; }, "a reaction");
    EXPECT_EQ(reaction.related_id(), root);
    EXPECT_EQ(reaction.reaction_key(), "👍");

    bo.redact(room, within);
    const MatrixEvent redaction = ana.expect(
        room, [](const MatrixEvent& one) { return !one.redacted_id().empty(); }, "a redaction");
    EXPECT_EQ(redaction.redacted_id(), within);
}

TEST_F(Homeserver, a_transaction_sent_twice_is_one_event) {
    const std::string room = ana.create_room({});
    const nlohmann::json content{{"msgtype", "m.text"}, {"body", "once"}};
    const std::string first = ana.send_event(room, "m.room.message", content, "own-transaction");
    EXPECT_EQ(ana.send_event(room, "m.room.message", content, "own-transaction"), first);
    const auto heard = ana.messages_until_quiet(ana.user_id(), room, 200ms);
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard.front().transaction_id(), "own-transaction");
}

TEST_F(Homeserver, files_need_a_login) {
    const std::string room = ana.create_room({.invited = {bo.user_id()}});
    bo.join(room);
    const std::string picture{"\x89PNG\0\r\n", 7};
    ana.send_file(room, "m.image", "map.png", ana.upload(picture, "image/png"));
    const MatrixEvent event = bo.expect(room, "^map\\.png$");
    EXPECT_EQ(event.msgtype(), "m.image");
    const auto url = event.raw.at("content").at("url").get<std::string>();
    EXPECT_EQ(bo.download(url).body, picture);
    const HttpAnswer without = HttpCaller{server.url()}.call(
        {.target = "/_matrix/client/v1/media/download/" + url.substr(6)});
    EXPECT_EQ(without.status, 401);
}

TEST_F(Homeserver, people_come_and_go) {
    const std::string room = ana.create_room({.invited = {bo.user_id()}, .is_encrypted = true});
    EXPECT_EQ(ana.state(room, "m.room.encryption").at("algorithm"), "m.megolm.v1.aes-sha2");
    bo.join(room);
    EXPECT_EQ(ana.members(room).size(), 2U);
    ana.kick(room, bo.user_id(), "a test");
    bo.expect_membership(room, bo.user_id(), "leave");
    ana.invite(room, bo.user_id());
    bo.join(bo.expect_invitation(ana.user_id()).room_id);
    bo.leave(room);
    ana.ban(room, bo.user_id());
    ana.expect_membership(room, bo.user_id(), "ban");
    EXPECT_THROW(bo.join(room), MatrixRefusal);
    ana.unban(room, bo.user_id());
    EXPECT_EQ(ana.members(room), std::vector{ana.user_id()});
}

TEST_F(Homeserver, an_upgraded_room_names_the_next_one) {
    const std::string old = ana.create_room({.name = "Help", .version = "10"});
    const std::string next = ana.upgrade(old, "11");
    EXPECT_EQ(ana.state(old, "m.room.tombstone").at("replacement_room"), next);
    ana.set_state(next, "m.room.topic", "", {{"topic", "questions"}});
    EXPECT_EQ(ana.state(next, "m.room.topic").at("topic"), "questions");
}

TEST_F(Homeserver, nothing_is_missed_between_two_looks) {
    const std::string room = ana.create_room({.invited = {bo.user_id()}});
    bo.join(room);
    bo.catch_up();
    constexpr int count = 150; // more than one sync gives
    for (int i = 0; i < count; ++i)
        ana.say(room, "message " + std::to_string(i));
    const auto heard = bo.messages_until_quiet(ana.user_id(), room, 300ms);
    ASSERT_EQ(heard.size(), std::size_t{count});
    for (int i = 0; i < count; ++i)
        EXPECT_EQ(heard[static_cast<std::size_t>(i)].body(), "message " + std::to_string(i));
}

TEST_F(Homeserver, a_killed_server_comes_back_with_what_was_said) {
    if (Synapse::is_foreign()) GTEST_SKIP() << "this homeserver is not ours to kill";
    const std::string room = ana.create_room({.invited = {bo.user_id()}});
    bo.join(room);
    const std::string said = ana.say(room, "before");
    server.kill();
    EXPECT_THROW(ana.say(room, "into the void"), std::runtime_error);
    server.start();
    EXPECT_EQ(bo.expect(room, "^before$").id(), said);
    ana.say(room, "after");
    bo.expect(room, "^after$");
    server.stop();
    server.start();
    EXPECT_EQ(ana.whoami(), server.user_id("ana"));
}

TEST(HomeserverLimits, the_default_limits_refuse_a_burst_and_say_how_long) {
    if (Synapse::is_foreign()) GTEST_SKIP() << "this homeserver keeps its own limits";
    Workspace workspace;
    const Synapse server{workspace, {.default_limits = true}};
    MatrixClient ana{server.url(), server.register_user("ana", password), password};
    const std::string room = ana.create_room({});
    const auto burst = [&] {
        constexpr int messages = 30;
        for (int i = 0; i < messages; ++i)
            ana.say(room, "again");
    };
    try {
        burst();
        FAIL() << "nothing was refused";
    } catch (const MatrixRefusal& refusal) {
        EXPECT_EQ(refusal.status, 429);
        EXPECT_EQ(refusal.code, "M_LIMIT_EXCEEDED");
        EXPECT_GT(refusal.retry_after, 0ms);
    }
    server.lift_limits(ana.user_id());
    EXPECT_NO_THROW(burst());
}

TEST(MatrixCommunityTest, has_its_rooms_its_people_and_an_invited_desk) {
    Workspace workspace;
    const MatrixCommunity community{workspace};
    MatrixClient bo = community.log_in("bo");
    EXPECT_EQ(bo.members(community.help).size(), 3U);
    EXPECT_EQ(bo.members(community.staff).size(), 3U);
    EXPECT_THROW(bo.join(community.coordinators), MatrixRefusal);
    MatrixClient ana = community.log_in("ana");
    EXPECT_EQ(ana.join(community.server.alias("help")), community.help);
    EXPECT_THROW(ana.join(community.staff), MatrixRefusal);
    for (const std::string& room : {community.help, community.staff, community.coordinators}) {
        MatrixClient cora = community.log_in("cora");
        EXPECT_EQ(cora.state(room, "m.room.member", community.desk_id()).at("membership"),
                  "invite");
    }
    EXPECT_FALSE(community.desk_token().empty());
}

TEST(MatrixCommunityTest, its_plan_becomes_a_configuration) {
    Workspace workspace;
    DeskPlan plan{.matrix_networks = {{.homeserver = "http://127.0.0.1:1",
                                       .user = "@peerdesk:localhost",
                                       .password = "secret"}},
                  .responders = {"mx:@bo:localhost"},
                  .public_rooms = {"mx:#help:localhost"},
                  .coordinator_rooms = {"mx:!room"}};
    const std::string with_password = read_file(write_config(plan, workspace.path()));
    EXPECT_TRUE(with_password.contains("type = \"matrix\"\nname = \"mx\"\n"
                                       "homeserver = \"http://127.0.0.1:1\"\n"
                                       "user = \"@peerdesk:localhost\"\n"
                                       "password_file = \"mx.password\"\n"
                                       "allow_plain_http = true\n"));
    EXPECT_TRUE(with_password.contains("coordinators = [\"mx:!room\"]"));
    EXPECT_EQ(read_file(workspace.path() / "mx.password"), "secret\n");
    plan.matrix_networks.front().access_token = "token";
    const std::string with_token = read_file(write_config(plan, workspace.path()));
    EXPECT_TRUE(with_token.contains("access_token_file = \"mx.token\""));
    EXPECT_FALSE(with_token.contains("password_file"));
}

} // namespace
} // namespace peerdesk::servers
