// SPDX-License-Identifier: MIT
// Which connection carries a request, in which order requests go, and how they end.
#include "tests/adapters/net/http_fetching.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::net {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

class HttpPoolTest : public HttpFetching {};

TEST_F(HttpPoolTest, uses_one_connection_for_many_requests) {
    serve(hello);
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(fetch(request_of("GET", "/")).body, "hello");
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(HttpPoolTest, does_not_use_a_connection_that_carried_nonsense) {
    serve([](const HeardRequest& heard) {
        if (heard.connection == 1) return ScriptedAnswer{"nonsense, long enough to tell\r\n"};
        return hello(heard);
    });
    EXPECT_EQ(fetch(request_of("GET", "/")).failure, HttpFailure::bad_answer);
    EXPECT_EQ(fetch(request_of("GET", "/")).body, "hello");
    EXPECT_EQ(server->connections(), 2U);
}

TEST_F(HttpPoolTest, asks_again_what_may_arrive_twice_when_a_kept_connection_was_closed) {
    struct Row {
        std::string method;
        bool is_asked_again;
    };
    for (const Row& row :
         {Row{"GET", true}, Row{"PUT", true}, Row{"DELETE", true}, Row{"POST", false}}) {
        serve([](const HeardRequest& heard) {
            if (heard.number == 2) return ScriptedAnswer{"", true};
            return hello(heard);
        });
        EXPECT_EQ(fetch(request_of("GET", "/")).status, 200);
        const HttpAnswer answer = fetch(request_of(row.method, "/"));
        EXPECT_EQ(answer.status, row.is_asked_again ? 200 : 0) << row.method;
        EXPECT_EQ(answer.failure, row.is_asked_again ? HttpFailure::none : HttpFailure::failed);
        EXPECT_TRUE(answer.request_left);
        EXPECT_EQ(server->heard().size(), row.is_asked_again ? 3U : 2U) << row.method;
    }
}

TEST_F(HttpPoolTest, asks_again_once_only) {
    serve([](const HeardRequest& heard) {
        if (heard.connection == 1 && heard.number == 1) return hello(heard);
        return ScriptedAnswer{"", true};
    });
    EXPECT_EQ(fetch(request_of("GET", "/")).status, 200);
    EXPECT_EQ(fetch(request_of("GET", "/")).failure, HttpFailure::failed);
    EXPECT_EQ(server->heard().size(), 3U);
}

TEST_F(HttpPoolTest, notices_before_it_sends_that_the_server_closed_an_idle_connection) {
    serve(hello);
    for (int i = 1; i <= 5; ++i) {
        EXPECT_EQ(fetch(request_of("POST", "/")).body, "hello");
        EXPECT_EQ(server->connections(), static_cast<std::size_t>(i));
        server->drop_connections();
    }
    EXPECT_EQ(server->heard().size(), 5U);
}

TEST_F(HttpPoolTest, closes_connections_nobody_uses) {
    serve(hello, 3, milliseconds{20});
    for (int i = 0; i < 3; ++i)
        start(request_of("GET", "/"));
    run_until_answered();
    EXPECT_EQ(server->connections(), 3U);
    run_until([this] { return server->connections_ended() == 3; });
    EXPECT_EQ(fetch(request_of("POST", "/")).body, "hello");
}

TEST_F(HttpPoolTest, starts_requests_in_order_over_at_most_so_many_connections) {
    serve(
        [](const HeardRequest& heard) {
            return ScriptedAnswer{http_answer("200 OK", heard.line()), false, {}, milliseconds{1}};
        },
        4);
    for (int i = 0; i < 50; ++i)
        start(request_of("GET", '/' + std::to_string(i)));
    run_until_answered();
    EXPECT_EQ(server->connections(), 4U);
    ASSERT_EQ(server->heard().size(), 50U);
    // Four are under way at once, and the kernel orders those.
    for (int i = 0; i < 50; ++i) {
        const std::string line = "GET /base/" + std::to_string(i) + " HTTP/1.1";
        EXPECT_EQ(answers[static_cast<std::size_t>(i)].body, line);
        bool is_near = false;
        for (int at = std::max(0, i - 3); at <= std::min(49, i + 3); ++at)
            is_near = is_near || server->heard()[static_cast<std::size_t>(at)].line() == line;
        EXPECT_TRUE(is_near) << line;
    }
}

TEST_F(HttpPoolTest, keeps_the_order_of_requests_over_one_connection) {
    serve(hello, 1);
    for (int i = 0; i < 20; ++i)
        start(request_of("POST", '/' + std::to_string(i)));
    run_until_answered();
    for (std::size_t i = 0; i < 20; ++i) {
        EXPECT_EQ(order[i], i);
        EXPECT_EQ(server->heard()[i].line(), "POST /base/" + std::to_string(i) + " HTTP/1.1");
    }
}

TEST_F(HttpPoolTest, a_deadline_holds_in_the_queue_too) {
    serve([](const HeardRequest&) { return ScriptedAnswer{"", false, {}, 2 * plenty}; }, 1);
    start(request_of("GET", "/slow"));
    HttpRequest waiting = request_of("GET", "/waiting");
    waiting.deadline = short_time;
    start(waiting);
    run_until([this] { return order.size() == 1; });
    EXPECT_EQ(answers[1].failure, HttpFailure::timed_out);
    EXPECT_FALSE(answers[1].request_left);
    EXPECT_EQ(server->heard().size(), 1U);
}

TEST_F(HttpPoolTest, close_ends_what_is_under_way_and_what_waits) {
    serve([](const HeardRequest&) { return ScriptedAnswer{"", false, {}, 2 * plenty}; }, 1);
    start(request_of("GET", "/under-way"));
    start(request_of("GET", "/waiting"));
    run_until([this] { return server->heard().size() == 1; });
    client->close();
    run_until_answered();
    EXPECT_EQ(answers[0].failure, HttpFailure::stopped);
    EXPECT_TRUE(answers[0].request_left);
    EXPECT_EQ(answers[1].failure, HttpFailure::stopped);
    EXPECT_FALSE(answers[1].request_left);
    EXPECT_EQ(fetch(request_of("GET", "/later")).failure, HttpFailure::stopped);
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(HttpPoolTest, may_be_destroyed_while_it_fetches) {
    serve([](const HeardRequest&) { return ScriptedAnswer{"", false, {}, 2 * plenty}; }, 1);
    start(request_of("GET", "/under-way"));
    start(request_of("GET", "/waiting"));
    run_until([this] { return server->heard().size() == 1; });
    client.reset();
    run_until_answered();
    for (const HttpAnswer& answer : answers)
        EXPECT_EQ(answer.failure, HttpFailure::stopped);
}

TEST_F(HttpPoolTest, an_io_context_may_end_while_it_fetches) {
    auto other = std::make_unique<asio::io_context>(1);
    ScriptedHttpServer silent{
        *other, [](const HeardRequest&) { return ScriptedAnswer{"", false, {}, 2 * plenty}; }};
    HttpClient asking{other->get_executor(), {false, "127.0.0.1", silent.port(), ""}, {}, 1};
    for (int i = 0; i < 3; ++i)
        asio::co_spawn(*other, asking.fetch(request_of("GET", "/")), asio::detached);
    while (silent.heard().empty() && other->run_one() > 0) {
    }
    EXPECT_EQ(silent.heard().size(), 1U);
    // The destructors of client, server and io_context do the rest.
}

} // namespace
} // namespace peerdesk::net
