// SPDX-License-Identifier: MIT
// The proof of the fake: public client libraries, unmodified, do their work against it. Each script
// in clients/ plays bot and people and ends with 0 when everything was as at the real server.
#include "tests/fakes/telegram/fake_telegram.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace peerdesk::telegram_fake {
namespace {

/// Runs a script with the server's address and token; its exit status.
int run(const std::string& command) {
    const FakeTelegram server;
    const std::string whole = command + " " + server.url() + " 700000001:fake-token";
    return std::system(whole.c_str());
}

/// The folder that fetch_clients filled.
std::string clients() {
    const char* folder = std::getenv("PEERDESK_TEST_TELEGRAM_CLIENTS");
    return folder == nullptr ? "" : folder;
}

const std::string scripts = PEERDESK_SOURCE_DIR "/tests/fakes/telegram/clients/";

TEST(TelegramClients, grammy_talks_with_the_fake) {
    ASSERT_FALSE(clients().empty()) << "PEERDESK_TEST_TELEGRAM_CLIENTS names no folder; "
                                       "tests/fakes/telegram/fetch_clients makes one";
    EXPECT_EQ(run("NODE_PATH=" + clients() + "/node_modules " + clients() + "/venv/bin/node " +
                  scripts + "grammy_client.cjs"),
              0);
}

TEST(TelegramClients, python_telegram_bot_talks_with_the_fake) {
    ASSERT_FALSE(clients().empty()) << "PEERDESK_TEST_TELEGRAM_CLIENTS names no folder; "
                                       "tests/fakes/telegram/fetch_clients makes one";
    EXPECT_EQ(run(clients() + "/venv/bin/python " + scripts + "ptb_client.py"), 0);
}

} // namespace
} // namespace peerdesk::telegram_fake
