// SPDX-License-Identifier: MIT
// A fake Telegram of its own for each test, with its people at their apps and a desk.
#pragma once

#include "tests/servers/desk_database.hpp"
#include "tests/servers/desk_process.hpp"
#include "tests/servers/phrases.hpp"
#include "tests/servers/telegram_community.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace peerdesk::servers {

class TelegramDesk : public testing::Test {
  protected:
    explicit TelegramDesk(const TelegramWorld& world = {}) : community(world) {}

    /// Starts the desk of the community, or another one.
    void start() { start(community.plan()); }
    void start(DeskPlan plan);
    [[nodiscard]] DeskDatabase database() const { return DeskDatabase{desk->database_file()}; }

    /// A question in a private chat as the staff see it in its topic.
    struct Asked {
        int ticket = 0;
        std::int64_t said = 0; ///< the question in the asker's chat
        TelegramPlace topic;
        TelegramMessage card;
        TelegramMessage copy; ///< of the question in the topic
    };
    /// bo reads the topic up to the copy.
    Asked asked_by(TelegramClient& asker, const std::string& question);
    /// The same, and bo took it by the button.
    Asked taken_from(TelegramClient& asker, const std::string& question);

    /// Everything owed was sent, and nothing else came of it.
    void expect_all_sent() const;
    /// What is counted of one kind.
    [[nodiscard]] std::int64_t count(const std::string& kind) const;

    Workspace workspace;
    TelegramCommunity community;
    std::optional<DeskProcess> desk;
    TelegramClient ana = community.client(community.ana);
    TelegramClient ben = community.client(community.ben);
    TelegramClient bo = community.client(community.bo);
    TelegramClient chi = community.client(community.chi);
    TelegramClient cora = community.client(community.cora);
};

} // namespace peerdesk::servers
