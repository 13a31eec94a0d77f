// SPDX-License-Identifier: MIT
// A client and a scripted server on one io_context, for tests.
#pragma once

#include "adapters/net/http_client.hpp"

#include "tests/adapters/net/http_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::net {

inline constexpr std::chrono::milliseconds plenty{20'000};
inline constexpr std::chrono::milliseconds short_time{60};

inline HttpRequest request_of(std::string method, std::string target, std::string body = "") {
    HttpRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.body = std::move(body);
    request.deadline = plenty;
    return request;
}

inline ScriptedAnswer hello(const HeardRequest&) {
    return {http_answer("200 OK", "hello")};
}

/// A client and a server on one io_context.
class HttpFetching : public testing::Test {
  protected:
    void serve(ScriptedHttpServer::Script script, std::size_t connections_max = 2,
               std::chrono::milliseconds quiet_for = plenty) {
        server.emplace(io, std::move(script));
        client.emplace(io.get_executor(), HttpUrl{false, "127.0.0.1", server->port(), "/base"},
                       HttpTrust{}, connections_max, quiet_for);
    }

    static boost::asio::awaitable<void> keep_answer(HttpFetching* test, HttpRequest request,
                                                    std::size_t index) {
        HttpAnswer answer = co_await test->client->fetch(std::move(request));
        test->answers[index] = std::move(answer);
        test->order.push_back(index);
    }

    void start(HttpRequest request) {
        answers.emplace_back();
        boost::asio::co_spawn(io, keep_answer(this, std::move(request), answers.size() - 1),
                              boost::asio::detached);
    }

    /// Runs until `is_reached`, or until nothing is left to do.
    void run_until(const std::function<bool()>& is_reached) {
        while (!is_reached() && io.run_one() > 0) {
        }
        ASSERT_TRUE(is_reached());
    }
    void run_until_answered() {
        run_until([this] { return order.size() == answers.size(); });
    }
    HttpAnswer fetch(HttpRequest request) {
        start(std::move(request));
        run_until_answered();
        return answers.back();
    }

    ~HttpFetching() override {
        client.reset();
        server.reset();
        io.run(); // nothing of ours may keep it from ending
    }

    boost::asio::io_context io{1};
    std::optional<ScriptedHttpServer> server;
    std::optional<HttpClient> client;
    std::vector<HttpAnswer> answers;
    std::vector<std::size_t> order; ///< in which they came
};

} // namespace peerdesk::net
