// SPDX-License-Identifier: MIT
#include "adapters/telegram/webhook.hpp"

#include "adapters/net/http_client.hpp"
#include "tests/fakes/telegram/fake_telegram.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram {
namespace {

namespace asio = boost::asio;

const std::string secret = "s3cret_Of-ours";
const std::string header = "X-Telegram-Bot-Api-Secret-Token";

WebhookConfig config_of_ours() {
    WebhookConfig config;
    config.path = "/hooks/telegram";
    config.secret = secret;
    config.retry_after = std::chrono::seconds{7};
    return config;
}

net::HttpRequest post(std::string body, const std::string& shown = secret) {
    net::HttpRequest request;
    request.method = "POST";
    request.target = "/hooks/telegram";
    request.content_type = "application/json";
    request.headers = {{header, shown}};
    request.body = std::move(body);
    return request;
}

/// A receiver and what posts to it, on one io_context.
class WebhookTest : public testing::Test {
  protected:
    WebhookTest() {
        EXPECT_EQ(receiver.start(), "");
        client = std::make_unique<net::HttpClient>(
            io.get_executor(), net::HttpUrl{false, "127.0.0.1", receiver.port(), ""},
            net::HttpTrust{}, 2);
    }
    ~WebhookTest() override {
        receiver.stop();
        client.reset();
        io.run(); // nothing of ours may keep it from ending
    }

    static asio::awaitable<void> keep_answer(WebhookTest* test, net::HttpRequest request) {
        net::HttpAnswer answer = co_await test->client->fetch(std::move(request));
        test->answers.push_back(std::move(answer));
    }
    void start(net::HttpRequest request) {
        asio::co_spawn(io, keep_answer(this, std::move(request)), asio::detached);
    }
    net::HttpAnswer fetch(net::HttpRequest request) {
        const std::size_t before = answers.size();
        start(std::move(request));
        while (answers.size() == before && io.run_one() > 0) {
        }
        return answers.size() > before ? answers.back() : net::HttpAnswer{};
    }
    void run_until_held(std::size_t count) {
        while (held.size() < count && io.run_one() > 0) {
        }
        ASSERT_EQ(held.size(), count);
    }

    struct Held {
        std::string update;
        WebhookReceiver::Answer answer;
    };

    asio::io_context io{1};
    std::vector<Held> held;
    bool has_room = true;
    bool answers_at_once = true;
    WebhookReceiver receiver{io.get_executor(), config_of_ours(),
                             [this](std::string update, const WebhookReceiver::Answer& answer) {
                                 if (!has_room) return false;
                                 held.push_back({std::move(update), answer});
                                 if (answers_at_once) answer(UpdateFate::kept);
                                 return true;
                             }};
    std::unique_ptr<net::HttpClient> client;
    std::vector<net::HttpAnswer> answers;
};

TEST_F(WebhookTest, hands_an_update_on_and_answers_once_it_is_kept) {
    answers_at_once = false;
    start(post(R"({"update_id":1})"));
    run_until_held(1);
    EXPECT_EQ(held[0].update, R"({"update_id":1})");
    EXPECT_EQ(fetch(post("{}", "wrong")).status, 403); // served meanwhile
    EXPECT_EQ(answers.size(), 1U);
    held[0].answer(UpdateFate::kept);
    while (answers.size() < 2 && io.run_one() > 0) {
    }
    EXPECT_EQ(answers.at(1).status, 200);
    EXPECT_EQ(answers.at(1).body, "");
}

TEST_F(WebhookTest, tells_telegram_to_come_again_while_there_is_no_room) {
    has_room = false;
    const net::HttpAnswer refused = fetch(post("{}"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.retry_after, "7");
    EXPECT_TRUE(held.empty());
    has_room = true;
    EXPECT_EQ(fetch(post("{}")).status, 200);
}

TEST_F(WebhookTest, tells_telegram_to_come_again_when_an_update_could_not_be_kept) {
    answers_at_once = false;
    start(post("{}"));
    run_until_held(1);
    held[0].answer(UpdateFate::busy);
    while (answers.empty() && io.run_one() > 0) {
    }
    EXPECT_EQ(answers.at(0).status, 503);
    EXPECT_EQ(answers.at(0).retry_after, "7");
}

TEST_F(WebhookTest, takes_nothing_without_the_secret) {
    for (const std::string& shown :
         {std::string{}, secret + "x", secret.substr(1), std::string{"S3cret_Of-ours"},
          secret + ", " + secret, std::string(300, 'x')}) {
        const net::HttpAnswer answer = fetch(post("{}", shown));
        EXPECT_EQ(answer.status, 403) << shown;
        EXPECT_EQ(answer.body, "");
    }
    net::HttpRequest without = post("{}");
    without.headers.clear();
    EXPECT_EQ(fetch(without).status, 403);
    net::HttpRequest twice = post("{}", "wrong");
    twice.headers.emplace_back(header, secret);
    EXPECT_EQ(fetch(twice).status, 403);
    EXPECT_TRUE(held.empty());
}

TEST_F(WebhookTest, takes_nothing_by_another_way) {
    net::HttpRequest other_path = post("{}");
    other_path.target = "/hooks/telegrams";
    EXPECT_EQ(fetch(other_path).status, 404);
    for (const std::string method : {"GET", "PUT", "DELETE"}) {
        net::HttpRequest other_method = post("{}");
        other_method.method = method;
        EXPECT_EQ(fetch(other_method).status, 405) << method;
    }
    EXPECT_EQ(fetch(post("")).status, 400);
    EXPECT_TRUE(held.empty());
}

TEST_F(WebhookTest, takes_an_update_behind_a_query) {
    net::HttpRequest request = post("{}");
    request.target += "?from=proxy";
    EXPECT_EQ(fetch(request).status, 200);
}

TEST_F(WebhookTest, takes_an_update_of_a_mebibyte_and_no_larger_one) {
    constexpr std::size_t mebibyte = 1 << 20;
    EXPECT_EQ(fetch(post(std::string(mebibyte, 'x'))).status, 200);
    EXPECT_EQ(held.at(0).update.size(), mebibyte);
    EXPECT_EQ(fetch(post(std::string(mebibyte + 1, 'x'))).status, 413);
    EXPECT_EQ(held.size(), 1U);
}

TEST_F(WebhookTest, an_answer_after_the_end_does_nothing) {
    answers_at_once = false;
    start(post("{}"));
    run_until_held(1);
    receiver.stop();
    held[0].answer(UpdateFate::kept);
    while (answers.empty() && io.run_one() > 0) {
    }
    EXPECT_EQ(answers.at(0).status, 0);
}

TEST(Webhook, knows_what_may_be_a_secret) {
    EXPECT_TRUE(is_webhook_secret("a"));
    EXPECT_TRUE(is_webhook_secret("AZaz09_-"));
    EXPECT_TRUE(is_webhook_secret(std::string(256, 'x')));
    EXPECT_FALSE(is_webhook_secret(""));
    EXPECT_FALSE(is_webhook_secret(std::string(257, 'x')));
    EXPECT_FALSE(is_webhook_secret("a b"));
    EXPECT_FALSE(is_webhook_secret("a\n"));
    EXPECT_FALSE(is_webhook_secret("\xc3\xa4"));
}

TEST(Webhook, never_listens_with_a_secret_that_lets_everybody_in) {
    asio::io_context io{1};
    WebhookConfig config = config_of_ours();
    config.secret = "";
    EXPECT_THROW(WebhookReceiver(io.get_executor(), config, {}), std::invalid_argument);
}

/// Says busy to each seventh update that comes.
TEST(Webhook, takes_what_a_server_brings_from_many_chats_in_each_ones_order) {
    constexpr std::size_t people_count = 60;
    constexpr std::size_t rounds = 5;
    asio::io_context io{1};
    WebhookConfig config = config_of_ours();
    config.retry_after = std::chrono::seconds{0}; // untold: the first repeat comes at once
    std::map<std::int64_t, std::vector<std::string>> kept;
    std::size_t count = 0;
    std::size_t refused = 0;
    WebhookReceiver receiver{
        io.get_executor(), config, [&](const std::string& update, const auto& answer) {
            constexpr std::size_t every = 7;
            if (++count % every == 0) return ++refused, false;
            const auto message = nlohmann::json::parse(update).at("message");
            kept[message.at("chat").at("id").get<std::int64_t>()].push_back(message.at("text"));
            asio::post(io, [answer] { answer(UpdateFate::kept); });
            return true;
        }};
    ASSERT_EQ(receiver.start(), "");
    telegram_fake::Settings settings;
    settings.webhook_retry = std::chrono::milliseconds{1};
    telegram_fake::FakeTelegram telegram{settings};
    telegram.with_people([&](telegram_fake::People& people, telegram_fake::World& world) {
        const telegram_fake::Json hook{
            {"url", "http://127.0.0.1:" + std::to_string(receiver.port()) + "/hooks/telegram"},
            {"secret_token", secret},
            {"max_connections", 100}};
        EXPECT_EQ(telegram_fake::answer(world, "setWebhook", hook).status, 200);
        for (std::size_t person = 0; person < people_count; ++person) {
            const auto id = world.add_user({}).id;
            for (std::size_t round = 0; round < rounds; ++round)
                people.says(id, id, std::to_string(round));
        }
    });
    while (count < people_count * rounds + refused && io.run_one() > 0) {
    }
    receiver.stop();
    io.run();
    EXPECT_GT(refused, 0U);
    EXPECT_EQ(kept.size(), people_count);
    for (const auto& [chat, texts] : kept)
        EXPECT_EQ(texts, (std::vector<std::string>{"0", "1", "2", "3", "4"})) << chat;
}

} // namespace
} // namespace peerdesk::telegram
