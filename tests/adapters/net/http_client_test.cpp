// SPDX-License-Identifier: MIT
#include "adapters/net/http_client.hpp"

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

class HttpClientTest : public HttpFetching {};

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
