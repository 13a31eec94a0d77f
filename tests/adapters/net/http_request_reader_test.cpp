// SPDX-License-Identifier: MIT
#include "adapters/net/http_request_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::net {
namespace {

using State = HttpRequestReader::State;

constexpr HttpRequestLimits limits{.head_bytes_max = 500, .body_bytes_max = 1'000};

/// Puts as much of `bytes` as goes in pieces, until the request is over.
State feed(HttpRequestReader& reader, std::string_view& bytes, std::size_t piece_max) {
    State state = reader.expect();
    while (!bytes.empty() && state == State::more) {
        const auto room = reader.room();
        EXPECT_FALSE(room.empty());
        const std::size_t piece = std::min({piece_max, room.size(), bytes.size()});
        std::ranges::copy(bytes.substr(0, piece), room.begin());
        bytes.remove_prefix(piece);
        state = reader.take(piece);
    }
    return state;
}

struct Row {
    std::string name;
    std::string bytes;
    State state;
    std::string method = {};
    std::string body = {};
    bool keeps_connection = false;
};

const std::string post = "POST /hook HTTP/1.1\r\nHost: h\r\n";
const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

const std::vector<Row> rows{
    {"length", post + "Content-Length: 2\r\n\r\nhi", State::complete, "POST", "hi", true},
    {"no body", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", State::complete, "GET", "", true},
    {"any method", "PURGE / HTTP/1.1\r\nHost: h\r\n\r\n", State::complete, "PURGE", "", true},
    {"close", post + "Connection: close\r\nContent-Length: 1\r\n\r\nx", State::complete, "POST",
     "x"},
    {"1.0", "POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx", State::complete, "POST", "x"},
    {"1.0 kept", "POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx",
     State::complete, "POST", "x", true},
    {"chunked", chunked + "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", State::complete, "POST", "abcde",
     true},
    {"trailer", chunked + "1\r\na\r\n0\r\nX: y\r\n\r\n", State::complete, "POST", "a", true},
    {"empty chunked", chunked + "0\r\n\r\n", State::complete, "POST", "", true},
    {"1000 bytes are fine", post + "Content-Length: 1000\r\n\r\n" + std::string(1'000, 'x'),
     State::complete, "POST", std::string(1'000, 'x'), true},
    {"1001 bytes", post + "Content-Length: 1001\r\n\r\n", State::body_too_large},
    {"1001 bytes in chunks", chunked + "3e8\r\n" + std::string(1'000, 'x') + "\r\n1\r\nx\r\n",
     State::body_too_large},
    {"more bytes than there are", post + "Content-Length: 18446744073709551615\r\n\r\n",
     State::body_too_large},
    {"a long target", "GET /" + std::string(600, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n",
     State::head_too_large},
    {"a long field", post + "X: " + std::string(600, 'x') + "\r\n\r\n", State::head_too_large},
    {"a line without an end", post + "X: " + std::string(9'000, 'x'), State::head_too_large},
    {"many fields",
     post +
         [] {
             std::string fields;
             for (int i = 0; i < 100; ++i)
                 fields += "X: y\r\n";
             return fields + "\r\n";
         }(),
     State::head_too_large},
    {"a long trailer", chunked + "0\r\nX: " + std::string(600, 'x') + "\r\n\r\n",
     State::head_too_large},
    {"an endless chunk header", chunked + "1;" + std::string(9'000, 'x'), State::head_too_large},
    {"nothing", "", State::more},
    {"half a head", post + "Content-Le", State::more},
    {"half a body", post + "Content-Length: 5\r\n\r\nabc", State::more},
    {"half a chunk", chunked + "5\r\nabc", State::more},
    {"TLS", "\x16\x03\x01\x02", State::bad},
    {"blank lines", "\r\n\r\n", State::bad},
    {"an answer", "HTTP/1.1 200 OK\r\n\r\n", State::bad},
    {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", State::bad},
    {"HTTP/0.9", "GET /\r\n\r\n", State::bad},
    {"no host", "GET / HTTP/1.1\r\n\r\n", State::bad},
    {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", State::bad},
    {"a blank in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", State::bad},
    {"two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", State::bad},
    {"negative length", post + "Content-Length: -1\r\n\r\n", State::bad},
    {"length and chunks", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
     State::bad},
    {"chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
     State::bad},
    {"another coding", post + "Transfer-Encoding: gzip\r\n\r\n", State::bad},
    {"two codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", State::bad},
    {"chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", State::bad},
    {"bad chunk", chunked + "zz\r\n\r\n", State::bad},
    {"bad field", post + "no colon here\r\n\r\n", State::bad},
    {"a blank before the colon", post + "Content-Length : 1\r\n\r\nx", State::bad},
};

TEST(HttpRequestReader, reads_the_same_however_the_bytes_come) {
    for (const Row& row : rows) {
        for (const std::size_t piece : {1U, 2U, 3U, 4U, 5U, 7U, 16U, 100'000U}) {
            HttpRequestReader reader(limits, {});
            std::string_view bytes = row.bytes;
            const State state = feed(reader, bytes, piece);
            EXPECT_EQ(state, row.state) << row.name << " by " << piece;
            if (state != State::complete) continue;
            EXPECT_EQ(reader.keeps_connection(), row.keeps_connection) << row.name;
            const ReceivedRequest request = reader.take_request();
            EXPECT_EQ(request.method, row.method) << row.name << " by " << piece;
            EXPECT_EQ(request.body, row.body) << row.name << " by " << piece;
        }
    }
}

TEST(HttpRequestReader, takes_a_head_of_the_largest_size_however_it_comes) {
    const std::string before = post + "X: ";
    const std::string after = "\r\n\r\n";
    for (const std::size_t piece : {1U, 7U, 499U, 500U, 501U, 100'000U}) {
        for (const std::size_t over : {0U, 1U}) {
            const std::size_t filled = limits.head_bytes_max - before.size() - after.size() + over;
            const std::string head = before + std::string(filled, ' ') + after;
            HttpRequestReader reader(limits, {});
            std::string_view bytes = head;
            EXPECT_EQ(feed(reader, bytes, piece),
                      over == 0 ? State::complete : State::head_too_large)
                << piece;
        }
    }
}

TEST(HttpRequestReader, keeps_the_fields_somebody_asks_for) {
    HttpRequestReader reader(limits, {"x-secret", "x-other", "x-absent"});
    std::string_view bytes = "POST /a?b=c HTTP/1.1\r\nHost: h\r\nX-SECRET: s\r\nCookie: no\r\n"
                             "x-other: 1\r\nX-Other: 2\r\nContent-Length: 0\r\n\r\n";
    ASSERT_EQ(feed(reader, bytes, 1), State::complete);
    const ReceivedRequest request = reader.take_request();
    EXPECT_EQ(request.target, "/a?b=c");
    EXPECT_EQ(request.headers.size(), 2U);
    EXPECT_EQ(request.header("x-secret"), "s");
    EXPECT_EQ(request.header("x-other"), "1, 2");
    EXPECT_EQ(request.header("x-absent"), "");
}

TEST(HttpRequestReader, takes_nothing_from_a_trailer_for_a_header) {
    HttpRequestReader reader(limits, {"x-secret"});
    std::string_view bytes = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "0\r\nX-Secret: late\r\nHost: again\r\n\r\n";
    ASSERT_EQ(feed(reader, bytes, 1), State::complete);
    EXPECT_EQ(reader.take_request().header("x-secret"), "");
}

TEST(HttpRequestReader, keeps_what_was_sent_ahead_for_the_next_request) {
    for (const std::size_t piece : {1U, 3U, 100'000U}) {
        HttpRequestReader reader(limits, {});
        const std::string sent = post + "Content-Length: 1\r\n\r\na" + chunked +
                                 "1\r\nb\r\n0\r\n\r\n" + post + "Content-Length: 1\r\n\r\nc";
        std::string_view bytes = sent;
        std::string bodies;
        for (int i = 0; i < 3; ++i) {
            ASSERT_EQ(feed(reader, bytes, piece), State::complete) << i << " by " << piece;
            bodies += reader.take_request().body;
        }
        EXPECT_EQ(bodies, "abc");
        EXPECT_EQ(reader.expect(), State::more);
        EXPECT_FALSE(reader.has_begun());
    }
}

TEST(HttpRequestReader, knows_how_far_a_request_has_come) {
    HttpRequestReader reader(limits, {});
    std::string_view nothing;
    ASSERT_EQ(feed(reader, nothing, 1), State::more);
    EXPECT_FALSE(reader.has_begun());
    std::string_view letter = "P";
    ASSERT_EQ(feed(reader, letter, 1), State::more);
    EXPECT_TRUE(reader.has_begun());
    EXPECT_FALSE(reader.is_head_done());

    HttpRequestReader other(limits, {});
    const std::string head = post + "Content-Length: 1\r\n\r\n";
    std::string_view bytes = head;
    ASSERT_EQ(feed(other, bytes, 100), State::more);
    EXPECT_TRUE(other.is_head_done());
}

TEST(HttpRequestReader, hears_a_client_that_waits_before_its_body) {
    struct Waiting {
        std::string head;
        bool waits;
    };
    const std::string length = "Content-Length: 1\r\n\r\n";
    const std::vector<Waiting> all{
        {post + "Expect: 100-continue\r\n" + length, true},
        {post + "Expect: 100-Continue\r\nTransfer-Encoding: chunked\r\n\r\n", true},
        {post + length, false},
        {post + "Expect: something-else\r\n" + length, false},
        {post + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nx", false},
        {"POST / HTTP/1.0\r\nExpect: 100-continue\r\n" + length, false},
    };
    for (const Waiting& one : all) {
        HttpRequestReader reader(limits, {});
        std::string_view bytes = one.head;
        ASSERT_EQ(feed(reader, bytes, 1'000), State::more) << one.head;
        EXPECT_EQ(reader.wants_continue(), one.waits) << one.head;
    }
}

} // namespace
} // namespace peerdesk::net
