// SPDX-License-Identifier: MIT
// The loop on Ergo. Skipped, and said so at the end of the run, where no binary is named.
#include "tests/servers/community.hpp"

#include <cstdlib>
#include <memory>

namespace peerdesk::servers {
namespace {

class Ergo : public testing::Test {
  protected:
    void SetUp() override {
        if (std::getenv("PEERDESK_TEST_ERGO") == nullptr) {
            GTEST_SKIP() << "PEERDESK_TEST_ERGO names no binary";
        }
        server = std::make_unique<IrcServer>(ServerKind::ergo, workspace);
        for (const std::string nick : {"bo", "cora"}) {
            IrcClient{server->address(), {.nick = nick}}.register_account(account_password);
        }
        IrcClient{server->address(), {.nick = std::string{bot}}}.register_account(desk_password);
        NetworkPlan network{.name = "ergo",
                            .address = server->address(),
                            .account = std::string{bot},
                            .password = std::string{desk_password}};
        desk = std::make_unique<DeskProcess>(DeskPlan::on(network), workspace);
        desk->start();
    }

    Workspace workspace;
    std::unique_ptr<IrcServer> server;
    std::unique_ptr<DeskProcess> desk;
};

TEST_F(Ergo, a_question_is_claimed_answered_and_closed) {
    IrcClient bo{server->address(), Network::member("bo")};
    bo.join("#staff");
    IrcClient ana{server->address(), {.nick = "ana"}};
    const int ticket = ask(ana, "How do I add a photo to my page?");
    const std::string n = std::to_string(ticket);
    bo.say("#staff", "!claim " + n);
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    bo.say("#staff", "!reply " + n + " Press the picture button.");
    ana.expect_message(bot, phrases::answer(ticket, "picture button"));
    bo.say("#staff", "!close " + n + " answered");
    ana.expect_message(bot, phrases::closed_for_asker);
    EXPECT_TRUE(becomes_calm(*desk));
}

TEST_F(Ergo, a_server_that_was_killed_finds_the_desk_again) {
    server->kill();
    ASSERT_TRUE(desk->logs("irc\\.down"));
    server->start();
    IrcClient ana{server->address(), {.nick = "ana"}};
    ana.join("#help");
    if (!ana.has_heard("353 .*peerdesk")) ana.expect(":peerdesk!\\S+ JOIN", 30s);
    EXPECT_EQ(ask(ana, "How do I add a photo to my page?"), 1);
}

} // namespace
} // namespace peerdesk::servers
