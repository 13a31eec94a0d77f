// SPDX-License-Identifier: MIT
// The servers and the test client by themselves: a failure here is not the program's.
#include "tests/servers/irc_client.hpp"
#include "tests/servers/irc_server.hpp"

#include <gtest/gtest.h>

namespace peerdesk::servers {
namespace {

TEST(Harness, two_people_talk_on_ngircd_plain_and_over_tls) {
    Workspace workspace;
    IrcServer server{ServerKind::ngircd, workspace};
    IrcClient ana{server.address(), {.nick = "ana"}};
    IrcClient bo{server.address(), {.nick = "bo", .is_tls = true}};
    bo.join("#help");
    ana.join("#help");
    ana.say("#help", "hello");
    EXPECT_EQ(bo.expect_message("ana", "^hello$", "#help").text, "hello");
    bo.say("ana", "hi");
    EXPECT_EQ(ana.expect_message("bo", "hi").target, "ana");
}

TEST(Harness, an_account_of_inspircd_logs_in_and_survives_its_services) {
    Workspace workspace;
    IrcServer server{ServerKind::inspircd, workspace};
    Services services{server, workspace};
    IrcClient{server.address(), {.nick = "bo"}}.register_account("sesame");
    services.stop();
    services.start();
    IrcClient bo{server.address(), {.nick = "bo", .password = "sesame", .is_tls = true}};
    IrcClient ana{server.address(), {.nick = "ana", .capabilities = {"account-tag"}}};
    bo.say("ana", "here");
    EXPECT_NE(ana.expect_message("bo", "here").line.find("account=bo"), std::string::npos);
}

TEST(Harness, a_killed_server_comes_back_on_the_same_ports) {
    Workspace workspace;
    IrcServer server{ServerKind::inspircd, workspace};
    IrcClient before{server.address(), {.nick = "ana"}};
    server.kill();
    server.start();
    IrcClient after{server.address(), {.nick = "ana"}};
    EXPECT_TRUE(after.is_connected());
}

TEST(Harness, lines_are_taken_apart) {
    const Heard heard = take_apart("@time=1;msgid=x :bo!b@host PRIVMSG #help :a : b");
    EXPECT_EQ(heard.nick, "bo");
    EXPECT_EQ(heard.command, "PRIVMSG");
    EXPECT_EQ(heard.target, "#help");
    EXPECT_EQ(heard.text, "a : b");
    EXPECT_EQ(take_apart("PING :x").text, "x");
}

} // namespace
} // namespace peerdesk::servers
