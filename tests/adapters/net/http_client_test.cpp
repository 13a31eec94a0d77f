// SPDX-License-Identifier: MIT
#include "adapters/net/http_client.hpp"

#include "tests/adapters/net/http_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::net {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds plenty{20'000};
constexpr milliseconds short_time{60};

HttpRequest request_of(std::string method, std::string target, std::string body = "") {
    HttpRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.body = std::move(body);
    request.deadline = plenty;
    return request;
}

ScriptedAnswer hello(const HeardRequest&) {
    return {http_answer("200 OK", "hello")};
}

/// A client and a server on one io_context.
class HttpClientTest : public testing::Test {
  protected:
    void serve(ScriptedHttpServer::Script script, std::size_t connections_max = 2,
               milliseconds quiet_for = plenty) {
        server.emplace(io, std::move(script));
        client.emplace(io.get_executor(), HttpUrl{false, "127.0.0.1", server->port(), "/base"},
                       HttpTrust{}, connections_max, quiet_for);
    }

    static asio::awaitable<void> keep_answer(HttpClientTest* test, HttpRequest request,
                                             std::size_t index) {
        HttpAnswer answer = co_await test->client->fetch(std::move(request));
        test->answers[index] = std::move(answer);
        test->order.push_back(index);
    }

    void start(HttpRequest request) {
        answers.emplace_back();
        asio::co_spawn(io, keep_answer(this, std::move(request), answers.size() - 1),
                       asio::detached);
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

    ~HttpClientTest() override {
        client.reset();
        server.reset();
        io.run(); // nothing of ours may keep it from ending
    }

    asio::io_context io{1};
    std::optional<ScriptedHttpServer> server;
    std::optional<HttpClient> client;
    std::vector<HttpAnswer> answers;
    std::vector<std::size_t> order; ///< in which they came
};

TEST_F(HttpClientTest, sends_a_request_as_servers_expect_it) {
    serve([](const HeardRequest& heard) {
        return ScriptedAnswer{
            http_answer("201 Created", heard.body, "Content-Type: application/json\r\n")};
    });
    HttpRequest put = request_of("PUT", "/send/1?a=b", "{\"x\":1}");
    put.content_type = "application/json";
    put.headers = {{"Authorization", "Bearer t"}};
    const HttpAnswer answer = fetch(put);
    EXPECT_EQ(answer.failure, HttpFailure::none) << answer.detail;
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.body, "{\"x\":1}");
    EXPECT_EQ(answer.content_type, "application/json");
    EXPECT_TRUE(answer.request_left);
    EXPECT_EQ(server->heard()[0].head, "PUT /base/send/1?a=b HTTP/1.1\r\n"
                                       "Host: 127.0.0.1:" +
                                           std::to_string(server->port()) +
                                           "\r\nUser-Agent: Peerdesk\r\nAccept: */*\r\n"
                                           "Authorization: Bearer t\r\n"
                                           "Content-Type: application/json\r\n"
                                           "Content-Length: 7\r\n");
}

TEST_F(HttpClientTest, says_the_length_of_a_missing_body_where_one_is_expected) {
    serve(hello);
    for (const std::string method : {"GET", "DELETE", "POST", "PUT"}) {
        EXPECT_EQ(fetch(request_of(method, "/")).status, 200);
        const bool is_said = server->heard().back().head.contains("Content-Length: 0\r\n");
        EXPECT_EQ(is_said, method == "POST" || method == "PUT") << method;
    }
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(HttpClientTest, sends_nothing_that_is_not_one_request) {
    serve(hello);
    std::vector<HttpRequest> requests{request_of("GET", "no-slash"), request_of("GET", "/a b"),
                                      request_of("GET", "/a\r\nX: y"), request_of("G T", "/"),
                                      request_of("", "/")};
    requests.push_back(request_of("GET", "/"));
    requests.back().headers = {{"X", "a\r\nY: b"}};
    requests.push_back(request_of("POST", "/"));
    requests.back().content_type = "a\nb";
    for (const HttpRequest& request : requests) {
        const HttpAnswer answer = fetch(request);
        EXPECT_EQ(answer.failure, HttpFailure::failed);
        EXPECT_FALSE(answer.request_left);
    }
    EXPECT_EQ(server->heard().size(), 0U);
}

TEST_F(HttpClientTest, makes_the_best_of_what_a_server_says) {
    struct Row {
        std::string name;
        ScriptedAnswer said;
        HttpFailure failure;
        int status = 0;
        std::string body = {};
        std::string retry_after = {};
    };
    const std::string chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    const milliseconds never = 2 * plenty;
    const std::vector<Row> rows{
        {"chunked", {chunks}, HttpFailure::none, 200, "abc"},
        {"byte by byte", {chunks, false, milliseconds{1}}, HttpFailure::none, 200, "abc"},
        {"slow down",
         {http_answer("429 Too Many Requests", "{}", "Retry-After: 3\r\n")},
         HttpFailure::none,
         429,
         "{}",
         "3"},
        {"no content", {"HTTP/1.1 204 No Content\r\n\r\n"}, HttpFailure::none, 204},
        {"continue",
         {"HTTP/1.1 100 Continue\r\n\r\n" + http_answer("200 OK", "x")},
         HttpFailure::none,
         200,
         "x"},
        {"closes",
         {http_answer("200 OK", "x", "Connection: close\r\n"), true},
         HttpFailure::none,
         200,
         "x"},
        {"to the end", {ok + "\r\nall of it", true}, HttpFailure::none, 200, "all of it"},
        {"redirect", {http_answer("302 Found", "", "Location: /x\r\n")}, HttpFailure::none, 302},
        {"a web page", {"<html>It works! Welcome.</html>\r\n"}, HttpFailure::bad_answer},
        {"cut", {ok + "Content-Length: 9\r\n\r\nabc", true}, HttpFailure::failed, 200},
        {"says nothing and closes", {"", true}, HttpFailure::failed},
        {"too large", {http_answer("200 OK", std::string(101, 'x'))}, HttpFailure::too_large, 200},
        {"silent", {"", false, {}, never}, HttpFailure::timed_out},
        {"slow", {http_answer("200 OK", "x"), false, milliseconds{20}}, HttpFailure::timed_out},
        {"stops in the middle", {ok + "Content-Length: 9\r\n\r\nab"}, HttpFailure::timed_out, 200},
    };
    for (const Row& row : rows) {
        serve([&row](const HeardRequest&) { return row.said; });
        HttpRequest request = request_of("POST", "/");
        if (row.failure == HttpFailure::timed_out) request.deadline = short_time;
        request.body_bytes_max = 100;
        const HttpAnswer answer = fetch(request);
        EXPECT_EQ(answer.failure, row.failure) << row.name << ": " << answer.detail;
        EXPECT_EQ(answer.status, row.status) << row.name;
        EXPECT_EQ(answer.body, row.body) << row.name;
        EXPECT_EQ(answer.retry_after, row.retry_after) << row.name;
        EXPECT_TRUE(answer.request_left) << row.name;
        // Whatever happened, the next request is not hurt by it.
        server->stop();
        serve(hello);
        EXPECT_EQ(fetch(request_of("GET", "/")).body, "hello") << row.name;
        server->stop();
    }
}

TEST_F(HttpClientTest, uses_one_connection_for_many_requests) {
    serve(hello);
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(fetch(request_of("GET", "/")).body, "hello");
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(HttpClientTest, does_not_use_a_connection_that_carried_nonsense) {
    serve([](const HeardRequest& heard) {
        if (heard.connection == 1) return ScriptedAnswer{"nonsense, long enough to tell\r\n"};
        return hello(heard);
    });
    EXPECT_EQ(fetch(request_of("GET", "/")).failure, HttpFailure::bad_answer);
    EXPECT_EQ(fetch(request_of("GET", "/")).body, "hello");
    EXPECT_EQ(server->connections(), 2U);
}

TEST_F(HttpClientTest, asks_again_what_may_arrive_twice_when_a_kept_connection_was_closed) {
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

TEST_F(HttpClientTest, asks_again_once_only) {
    serve([](const HeardRequest& heard) {
        if (heard.connection == 1 && heard.number == 1) return hello(heard);
        return ScriptedAnswer{"", true};
    });
    EXPECT_EQ(fetch(request_of("GET", "/")).status, 200);
    EXPECT_EQ(fetch(request_of("GET", "/")).failure, HttpFailure::failed);
    EXPECT_EQ(server->heard().size(), 3U);
}

TEST_F(HttpClientTest, notices_before_it_sends_that_the_server_closed_an_idle_connection) {
    serve(hello);
    for (int i = 1; i <= 5; ++i) {
        EXPECT_EQ(fetch(request_of("POST", "/")).body, "hello");
        EXPECT_EQ(server->connections(), static_cast<std::size_t>(i));
        server->drop_connections();
    }
    EXPECT_EQ(server->heard().size(), 5U);
}

TEST_F(HttpClientTest, closes_connections_nobody_uses) {
    serve(hello, 3, milliseconds{20});
    for (int i = 0; i < 3; ++i)
        start(request_of("GET", "/"));
    run_until_answered();
    EXPECT_EQ(server->connections(), 3U);
    run_until([this] { return server->connections_ended() == 3; });
    EXPECT_EQ(fetch(request_of("POST", "/")).body, "hello");
}

TEST_F(HttpClientTest, starts_requests_in_order_over_at_most_so_many_connections) {
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

TEST_F(HttpClientTest, keeps_the_order_of_requests_over_one_connection) {
    serve(hello, 1);
    for (int i = 0; i < 20; ++i)
        start(request_of("POST", '/' + std::to_string(i)));
    run_until_answered();
    for (std::size_t i = 0; i < 20; ++i) {
        EXPECT_EQ(order[i], i);
        EXPECT_EQ(server->heard()[i].line(), "POST /base/" + std::to_string(i) + " HTTP/1.1");
    }
}

TEST_F(HttpClientTest, a_deadline_holds_in_the_queue_too) {
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

TEST_F(HttpClientTest, close_ends_what_is_under_way_and_what_waits) {
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

TEST_F(HttpClientTest, may_be_destroyed_while_it_fetches) {
    serve([](const HeardRequest&) { return ScriptedAnswer{"", false, {}, 2 * plenty}; }, 1);
    start(request_of("GET", "/under-way"));
    start(request_of("GET", "/waiting"));
    run_until([this] { return server->heard().size() == 1; });
    client.reset();
    run_until_answered();
    for (const HttpAnswer& answer : answers)
        EXPECT_EQ(answer.failure, HttpFailure::stopped);
}

TEST_F(HttpClientTest, an_io_context_may_end_while_it_fetches) {
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

TEST_F(HttpClientTest, says_that_nobody_listens) {
    serve(hello);
    server->stop();
    client.emplace(io.get_executor(), HttpUrl{false, "127.0.0.1", 1, ""}, HttpTrust{}, 1);
    const HttpAnswer answer = fetch(request_of("POST", "/"));
    EXPECT_EQ(answer.failure, HttpFailure::refused);
    EXPECT_FALSE(answer.request_left);
}

TEST_F(HttpClientTest, trusts_a_server_as_it_was_told) {
    struct Row {
        std::string name;
        std::string certificate_name;
        std::function<void(HttpUrl&, HttpTrust&, ScriptedHttpServer&)> adjust;
        HttpFailure failure;
    };
    const auto with_file = [](HttpUrl&, HttpTrust& trust, ScriptedHttpServer& server) {
        trust.ca_file = server.certificate_file();
    };
    const auto with_pin = [](HttpUrl&, HttpTrust& trust, ScriptedHttpServer& server) {
        trust.pin_sha256 = server.fingerprint();
    };
    const auto other_pin = [](HttpUrl&, HttpTrust& trust, ScriptedHttpServer& server) {
        trust.ca_file = server.certificate_file();
        trust.pin_sha256 = std::string(64, '0');
    };
    const auto no_file = [](HttpUrl&, HttpTrust& trust, ScriptedHttpServer&) {
        trust.ca_file = "/nonexistent/ca.pem";
    };
    const auto nothing = [](HttpUrl&, HttpTrust&, ScriptedHttpServer&) {};
    const std::vector<Row> rows{
        {"authority given", "localhost", with_file, HttpFailure::none},
        {"pin given", "other.test", with_pin, HttpFailure::none},
        {"unknown authority", "localhost", nothing, HttpFailure::tls_untrusted},
        {"another name", "other.test", with_file, HttpFailure::tls_name_mismatch},
        {"another pin", "localhost", other_pin, HttpFailure::tls_pin_mismatch},
        {"no such file", "localhost", no_file, HttpFailure::ca_file_unreadable},
    };
    for (const Row& row : rows) {
        server.emplace(io, hello, row.certificate_name);
        HttpUrl url{true, "localhost", server->port(), ""};
        HttpTrust trust;
        row.adjust(url, trust, *server);
        client.emplace(io.get_executor(), url, trust, 1);
        for (int i = 0; i < 3; ++i) {
            const HttpAnswer answer = fetch(request_of("POST", "/"));
            EXPECT_EQ(answer.failure, row.failure) << row.name << ": " << answer.detail;
            EXPECT_EQ(answer.request_left, row.failure == HttpFailure::none) << row.name;
        }
        const bool is_trusted = row.failure == HttpFailure::none;
        EXPECT_EQ(server->heard().size(), is_trusted ? 3U : 0U) << row.name;
        if (is_trusted) EXPECT_EQ(server->connections(), 1U) << row.name;
    }
}

TEST_F(HttpClientTest, a_body_that_ends_with_the_connection_must_end_properly_over_tls) {
    server.emplace(
        io, [](const HeardRequest&) { return ScriptedAnswer{"HTTP/1.1 200 OK\r\n\r\nhalf", true}; },
        "localhost");
    client.emplace(io.get_executor(), HttpUrl{true, "localhost", server->port(), ""},
                   HttpTrust{server->certificate_file(), {}}, 1);
    EXPECT_EQ(fetch(request_of("GET", "/")).failure, HttpFailure::failed);
}

TEST_F(HttpClientTest, a_deadline_holds_during_a_handshake_nobody_answers) {
    serve([](const HeardRequest&) { return ScriptedAnswer{}; });
    client.emplace(io.get_executor(), HttpUrl{true, "127.0.0.1", server->port(), ""}, HttpTrust{},
                   1);
    HttpRequest request = request_of("GET", "/");
    request.deadline = short_time;
    EXPECT_EQ(fetch(request).failure, HttpFailure::timed_out);
}

} // namespace
} // namespace peerdesk::net
