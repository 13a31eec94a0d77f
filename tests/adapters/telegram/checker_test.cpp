// SPDX-License-Identifier: MIT
// `check` against the fake server on loopback.
#include "adapters/telegram/checker.hpp"

#include "tests/adapters/telegram/session_run.hpp"
#include "tests/fakes/telegram/fake_telegram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

namespace fake = telegram_fake;
using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;

class CheckerTest : public testing::Test {
  protected:
    CheckerTest() {
        server.with_world([](fake::World& world) {
            fake::Chat chat;
            chat.id = -1'001'000'000'001;
            chat.kind = fake::ChatKind::supergroup;
            chat.title = "Staff";
            chat.username = "staff";
            chat.is_forum = true;
            chat.members[world.bot_id()] = {"administrator",
                                            fake::Json{{"can_manage_topics", true}}};
            world.add_chat(chat);
        });
        config = bot_config();
        config.rooms = {"@staff"};
        config.token = fake::Settings{}.token;
        config.api_url = server.url();
        config.allow_plain_http = true;
    }
    /// The names of what was found.
    std::vector<std::string> found(std::chrono::milliseconds within = 5s) {
        std::vector<std::string> names;
        for (const Finding& finding : check(config, within)) {
            names.emplace_back(name_of(finding.code));
            EXPECT_EQ(finding.detail.find("fake-token"), std::string::npos);
        }
        return names;
    }
    void fault(fake::FaultKind kind, const std::string& method) {
        server.with_world([&](fake::World& world) {
            fake::Fault fault;
            fault.kind = kind;
            fault.method = method;
            fault.count = 1'000;
            world.faults.add(fault);
        });
    }

    fake::FakeTelegram server;
    NetworkConfig config;
};

TEST_F(CheckerTest, a_good_bot_in_a_good_room_is_said_to_be_so) {
    EXPECT_THAT(found(), ElementsAre("unencrypted", "connected", "logged_in", "room_found"));
    server.with_world([](fake::World& world) {
        EXPECT_EQ(world.log.count("getUpdates"), 0u) << "that would take them from a running desk";
    });
}

TEST_F(CheckerTest, a_wrong_token_ends_it) {
    config.token = "700000001:wrong";
    EXPECT_THAT(found(), ElementsAre("unencrypted", "token_refused"));
}

TEST_F(CheckerTest, plain_http_is_not_even_tried) {
    config.allow_plain_http = false;
    EXPECT_THAT(found(), ElementsAre("plain_http_refused"));
}

TEST_F(CheckerTest, an_address_that_is_none_is_told) {
    config.api_url = "ftp://nowhere";
    EXPECT_THAT(found(), ElementsAre("dns_failed"));
}

TEST_F(CheckerTest, a_room_without_us_and_one_that_does_not_exist_are_told) {
    config.rooms = {"@staff", "@nowhere", "-1009"};
    const auto names = found();
    EXPECT_EQ(std::ranges::count(names, "room_not_found"), 2);
    EXPECT_THAT(names, Contains("room_found"));
}

TEST_F(CheckerTest, a_forum_without_rights_is_told) {
    server.with_world(
        [](fake::World& world) { world.chat(-1'001'000'000'001).members[world.bot_id()] = {}; });
    EXPECT_THAT(found(), ElementsAre("unencrypted", "connected", "logged_in", "room_found",
                                     "privacy_mode", "no_topics"));
}

TEST_F(CheckerTest, a_proxy_in_trouble_is_told) {
    fault(fake::FaultKind::proxy_page, "getMe");
    EXPECT_THAT(found(), ElementsAre("unencrypted", "server_error"));
}

TEST_F(CheckerTest, trouble_with_one_room_is_told) {
    fault(fake::FaultKind::proxy_page, "getChat");
    EXPECT_THAT(found(), ElementsAre("unencrypted", "connected", "logged_in", "server_error"));
}

TEST_F(CheckerTest, a_silent_server_takes_no_longer_than_allowed) {
    server.with_world([](fake::World& world) { world.settings.latency["getMe"] = 10s; });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THAT(found(200ms), Contains("connect_timeout"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(CheckerTest, nobody_there_is_told) {
    config.api_url = "http://127.0.0.1:1";
    EXPECT_THAT(found(), ElementsAre("unencrypted", "connect_refused"));
}

} // namespace
} // namespace peerdesk::telegram
