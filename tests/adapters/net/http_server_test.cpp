// SPDX-License-Identifier: MIT
#include "adapters/net/http_server.hpp"

#include "tests/adapters/net/raw_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::net {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds short_time{60};

std::string post(const std::string& body, const std::string& fields = "") {
    return "POST /hook HTTP/1.1\r\nHost: h\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A server whose requests wait until the test answers them, and its clients, on one io_context.
class HttpServerTest : public testing::Test {
  protected:
    struct Waiting {
        ReceivedRequest request;
        HttpResponder answer;
    };

    HttpServerTest() {
        config.headers_kept = {"x-secret"};
        config.limits = {.head_bytes_max = 1'000, .body_bytes_max = 10'000};
    }

    ~HttpServerTest() override {
        server.reset();
        clients.clear();
        io.run(); // nothing of ours may keep it from ending
    }

    void serve(HttpService service) {
        server = std::make_unique<HttpServer>(io.get_executor(), config, std::move(service));
        ASSERT_EQ(server->start(), "");
    }
    void serve_waiting() {
        serve([this](ReceivedRequest request, HttpResponder answer) {
            waiting.push_back({std::move(request), std::move(answer)});
        });
    }
    void serve_at_once() {
        serve([this](ReceivedRequest request, const HttpResponder& answer) {
            waiting.push_back({std::move(request), answer});
            answer({200});
        });
    }

    RawClient& connect(const std::string& bytes = "") {
        clients.push_back(std::make_unique<RawClient>(io, server->port()));
        if (!bytes.empty()) clients.back()->send(bytes);
        return *clients.back();
    }

    /// Runs until `is_reached`, or until nothing is left to do.
    void run_until(const std::function<bool()>& is_reached) {
        while (!is_reached() && io.run_one() > 0) {
        }
        ASSERT_TRUE(is_reached());
    }
    void run_until_heard(std::size_t requests) {
        run_until([this, requests] { return waiting.size() == requests; });
    }
    /// Runs until the client has `count` answers.
    void run_until_told(const RawClient& client, std::size_t count = 1) {
        run_until([&client, count] { return client.answers() >= count; });
    }
    /// What a client hears that sends `bytes` and waits for the end.
    std::string last_words(const std::string& bytes) {
        const RawClient& client = connect(bytes);
        run_until([&client] { return client.is_ended(); });
        return client.heard();
    }
    void expect_refused(const std::string& bytes, int status) {
        const std::string heard = last_words(bytes);
        EXPECT_TRUE(heard.starts_with("HTTP/1.1 " + std::to_string(status) + " ")) << heard;
        EXPECT_TRUE(heard.ends_with("Connection: close\r\n\r\n")) << heard;
        EXPECT_TRUE(waiting.empty());
    }

    asio::io_context io{1};
    HttpServerConfig config;
    std::unique_ptr<HttpServer> server;
    std::vector<std::unique_ptr<RawClient>> clients;
    std::vector<Waiting> waiting; ///< all requests that came
};

TEST_F(HttpServerTest, hands_over_a_request_and_says_the_answer) {
    serve_waiting();
    const RawClient& client = connect(post("{}", "X-Secret: abc\r\nCookie: no\r\n"));
    run_until_heard(1);
    EXPECT_EQ(waiting[0].request.method, "POST");
    EXPECT_EQ(waiting[0].request.target, "/hook");
    EXPECT_EQ(waiting[0].request.body, "{}");
    EXPECT_EQ(waiting[0].request.header("x-secret"), "abc");
    EXPECT_EQ(client.heard(), "");
    waiting[0].answer({503, std::chrono::seconds{9}});
    run_until_told(client);
    EXPECT_EQ(client.heard(), "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
                              "Retry-After: 9\r\nConnection: keep-alive\r\n\r\n");
}

TEST_F(HttpServerTest, one_request_that_waits_holds_no_other_connection) {
    serve_waiting();
    const RawClient& first = connect(post("1"));
    run_until_heard(1);
    const RawClient& second = connect(post("2"));
    run_until_heard(2);
    waiting[1].answer({200});
    run_until_told(second);
    EXPECT_EQ(first.answers(), 0U);
    waiting[0].answer({200});
    run_until_told(first);
}

TEST_F(HttpServerTest, serves_one_request_after_the_other_on_one_connection) {
    serve_at_once();
    RawClient& client = connect();
    for (std::size_t i = 1; i <= 20; ++i) {
        client.send(post(std::to_string(i)));
        run_until_told(client, i);
        EXPECT_EQ(waiting.back().request.body, std::to_string(i));
    }
    EXPECT_EQ(server->connections(), 1U);
    EXPECT_FALSE(client.is_ended());
}

TEST_F(HttpServerTest, a_request_sent_ahead_waits_for_the_answer_before_it) {
    serve_waiting();
    const RawClient& client = connect(post("1") + post("2") + post("3"));
    for (std::size_t i = 1; i <= 3; ++i) {
        run_until_heard(i);
        EXPECT_EQ(waiting.back().request.body, std::to_string(i));
        EXPECT_EQ(client.answers(), i - 1);
        waiting.back().answer({200});
        run_until_told(client, i);
    }
}

TEST_F(HttpServerTest, ends_a_connection_whose_client_asks_for_it) {
    serve_at_once();
    const std::string heard = last_words(post("1", "Connection: close\r\n"));
    EXPECT_EQ(heard, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(last_words("POST / HTTP/1.0\r\n\r\n").ends_with("Connection: close\r\n\r\n"));
    EXPECT_EQ(waiting.size(), 2U);
}

TEST_F(HttpServerTest, tells_a_client_that_waits_to_send_its_body) {
    serve_at_once();
    RawClient& client = connect("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
                                "Content-Length: 2\r\n\r\n");
    run_until_told(client);
    EXPECT_EQ(client.heard(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hi");
    run_until_told(client, 2);
    EXPECT_EQ(waiting.at(0).request.body, "hi");
}

TEST_F(HttpServerTest, answers_a_client_that_only_listens_any_more) {
    serve_waiting();
    RawClient& client = connect(post("1"));
    client.end();
    run_until_heard(1);
    waiting[0].answer({200});
    run_until([&client] { return client.is_ended(); });
    EXPECT_EQ(client.heard(),
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
}

TEST_F(HttpServerTest, refuses_what_is_not_http) {
    serve_waiting();
    expect_refused("\x16\x03\x01\x02\x01\x01", 400);
    expect_refused("GET / HTTP/1.1\r\n\r\n", 400);
    expect_refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n", 400);
}

TEST_F(HttpServerTest, refuses_what_is_cut_short) {
    serve_waiting();
    for (const std::string part : {"POST /ho", "POST / HTTP/1.1\r\nHost: h\r\n"
                                               "Content-Length: 9\r\n\r\nhalf"}) {
        RawClient& client = connect(part);
        client.end();
        run_until([&client] { return client.is_ended(); });
        EXPECT_TRUE(client.heard().starts_with("HTTP/1.1 400 ")) << client.heard();
    }
    EXPECT_TRUE(waiting.empty());
}

TEST_F(HttpServerTest, refuses_what_is_too_long) {
    serve_waiting();
    expect_refused("GET /" + std::string(2'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", 431);
    expect_refused("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(2'000, 'x'), 431);
    expect_refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10001\r\n\r\n", 413);
    expect_refused("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2711\r\n", 413);
}

TEST_F(HttpServerTest, takes_a_body_of_the_largest_size) {
    serve_at_once();
    RawClient& client = connect(post(std::string(10'000, 'x')));
    run_until_told(client);
    EXPECT_EQ(waiting.at(0).request.body, std::string(10'000, 'x'));
}

TEST_F(HttpServerTest, a_client_that_goes_on_sending_still_hears_why_it_is_refused) {
    serve_waiting();
    expect_refused(post(std::string(3'000'000, 'x')), 413);
}

TEST_F(HttpServerTest, refuses_a_head_that_comes_too_slowly) {
    config.head_within = short_time;
    serve_waiting();
    expect_refused("POST / HTTP/1.1\r\nHost: h\r\n", 408);
}

TEST_F(HttpServerTest, refuses_a_body_that_comes_too_slowly) {
    config.body_within = short_time;
    serve_waiting();
    expect_refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf", 408);
}

TEST_F(HttpServerTest, a_byte_now_and_then_gains_no_time) {
    config.head_within = short_time;
    serve_waiting();
    RawClient& client = connect("P");
    asio::steady_timer pace(io);
    const std::function<void()> drip = [&] {
        pace.expires_after(milliseconds{5});
        pace.async_wait([&](boost::system::error_code error) {
            if (error) return;
            client.send("O");
            drip();
        });
    };
    drip();
    run_until([&client] { return client.is_ended(); });
    pace.cancel();
    EXPECT_TRUE(client.heard().starts_with("HTTP/1.1 408 ")) << client.heard();
}

TEST_F(HttpServerTest, a_silent_connection_ends_without_a_word) {
    config.head_within = short_time;
    serve_waiting();
    EXPECT_EQ(last_words(""), "");
}

TEST_F(HttpServerTest, a_kept_connection_ends_when_nobody_uses_it) {
    config.idle_within = short_time;
    serve_at_once();
    const RawClient& client = connect(post("1"));
    run_until([&client] { return client.is_ended(); });
    EXPECT_EQ(client.answers(), 1U);
    EXPECT_TRUE(client.heard().starts_with("HTTP/1.1 200 "));
}

TEST_F(HttpServerTest, says_503_for_a_service_that_does_not_answer) {
    config.answer_within = short_time;
    serve_waiting();
    RawClient& client = connect(post("1"));
    run_until_told(client);
    EXPECT_TRUE(client.heard().starts_with("HTTP/1.1 503 "));
    EXPECT_TRUE(client.heard().contains("Retry-After: 5\r\n"));
    waiting.at(0).answer({200});
    client.send(post("2"));
    run_until_heard(2);
    waiting.at(1).answer({204});
    run_until_told(client, 2);
    EXPECT_FALSE(client.heard().contains(" 200 ")) << client.heard();
}

TEST_F(HttpServerTest, only_the_first_answer_counts) {
    serve_waiting();
    RawClient& client = connect(post("1"));
    run_until_heard(1);
    waiting[0].answer({200});
    waiting[0].answer({404});
    run_until_told(client);
    waiting[0].answer({404});
    client.send(post("2"));
    run_until_heard(2);
    waiting[0].answer({404});
    waiting[1].answer({200});
    run_until_told(client, 2);
    EXPECT_FALSE(client.heard().contains("404")) << client.heard();
}

TEST_F(HttpServerTest, an_answer_to_a_client_that_has_gone_harms_nobody) {
    serve_waiting();
    RawClient& gone = connect(post("1"));
    run_until_heard(1);
    gone.vanish();
    RawClient& other = connect(post("2"));
    run_until_heard(2);
    waiting[0].answer({200});
    waiting[1].answer({200});
    run_until_told(other);
    run_until([this] { return server->connections() == 1; });
}

TEST_F(HttpServerTest, a_service_that_throws_costs_one_connection) {
    serve([](const ReceivedRequest& request, const HttpResponder& answer) {
        if (request.body == "bad") throw std::runtime_error("a bug");
        answer({200});
    });
    EXPECT_EQ(last_words(post("bad")), "");
    run_until_told(connect(post("good")));
    EXPECT_EQ(server->connections(), 1U);
}

TEST_F(HttpServerTest, tells_connections_beyond_the_limit_to_come_again) {
    config.connections_max = 2;
    serve_waiting();
    RawClient& first = connect(post("1"));
    RawClient& second = connect(post("2"));
    run_until_heard(2);
    for (int i = 0; i < 20; ++i) {
        const std::string heard = last_words(post("3"));
        EXPECT_TRUE(heard.starts_with("HTTP/1.1 503 ")) << heard;
        EXPECT_TRUE(heard.contains("Retry-After: 5\r\n")) << heard;
    }
    EXPECT_EQ(waiting.size(), 2U);
    waiting[0].answer({200});
    waiting[1].answer({200});
    run_until_told(first);
    run_until_told(second);
    first.vanish();
    run_until([this] { return server->connections() == 1; });
    const RawClient& next = connect(post("4"));
    run_until_heard(3);
    waiting[2].answer({200});
    run_until_told(next);
}

TEST_F(HttpServerTest, a_flood_of_connections_stays_bounded) {
    constexpr std::size_t flood = 300;
    constexpr std::size_t told_max = 64;
    config.connections_max = 4;
    serve_waiting();
    std::size_t open_at_most = 0;
    for (std::size_t i = 0; i < flood; ++i)
        connect();
    run_until([&] {
        open_at_most = std::max(open_at_most, server->connections());
        std::size_t ended = 0;
        for (const auto& client : clients)
            ended += client->is_ended() ? 1 : 0;
        return ended >= flood - config.connections_max - told_max;
    });
    EXPECT_GT(open_at_most, config.connections_max);
    EXPECT_LE(open_at_most, config.connections_max + told_max);
}

TEST_F(HttpServerTest, serves_a_hundred_connections_at_once) {
    constexpr std::size_t connections = 100;
    constexpr std::size_t rounds = 10;
    serve_waiting();
    for (std::size_t i = 0; i < connections; ++i)
        connect();
    for (std::size_t round = 1; round <= rounds; ++round) {
        for (std::size_t i = 0; i < connections; ++i)
            clients[i]->send(post(std::to_string(i)));
        run_until_heard(round * connections); // all of them wait at the same time
        EXPECT_EQ(server->connections(), connections);
        for (std::size_t i = (round - 1) * connections; i < waiting.size(); ++i)
            waiting[i].answer({200});
        for (std::size_t i = 0; i < connections; ++i)
            run_until_told(*clients[i], round);
    }
}

TEST_F(HttpServerTest, stops_with_requests_open) {
    serve_waiting();
    const RawClient& waits = connect(post("1"));
    run_until_heard(1);
    const RawClient& half = connect("POST / HT");
    const RawClient& ahead = connect(post("2") + post("3"));
    run_until_heard(2);
    server->stop();
    waiting[0].answer({200});
    run_until([&] { return waits.is_ended() && half.is_ended() && ahead.is_ended(); });
    EXPECT_EQ(waits.heard(), "");
    EXPECT_EQ(waiting.size(), 2U);
    EXPECT_EQ(server->connections(), 0U);
    EXPECT_EQ(server->port(), 0);
    server.reset();
    waiting[1].answer({200});
    io.run();
    EXPECT_EQ(ahead.heard(), "");
}

TEST_F(HttpServerTest, an_answer_that_outlives_the_io_context_harms_nobody) {
    HttpResponder answer;
    {
        asio::io_context own{1};
        HttpServer short_lived(own.get_executor(), config,
                               [&answer](const ReceivedRequest&, HttpResponder responder) {
                                   answer = std::move(responder);
                               });
        ASSERT_EQ(short_lived.start(), "");
        RawClient client(own, short_lived.port());
        client.send(post("1"));
        while (!answer && own.run_one() > 0) {
        }
    }
    ASSERT_TRUE(answer);
    answer({200});
}

TEST_F(HttpServerTest, says_why_it_cannot_listen) {
    serve_waiting();
    config.port = server->port();
    HttpServer second(io.get_executor(), config, {});
    EXPECT_NE(second.start(), "");
    EXPECT_EQ(second.port(), 0);
    config.address = "localhost";
    HttpServer third(io.get_executor(), config, {});
    EXPECT_NE(third.start(), "");
}

} // namespace
} // namespace peerdesk::net
