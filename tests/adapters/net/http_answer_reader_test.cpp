// SPDX-License-Identifier: MIT
#include "adapters/net/http_answer_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::net {
namespace {

using State = HttpAnswerReader::State;

struct Read {
    State state = State::more;
    HttpAnswer answer;
    bool keeps_connection = false;
};

/// Feeds `bytes` in pieces, then the end of the stream if it is not over before.
Read read_in_pieces(std::string_view bytes, std::size_t piece_max, bool is_head = false,
                    std::size_t body_bytes_max = 1'000) {
    HttpAnswerReader reader;
    reader.expect(is_head, body_bytes_max);
    Read read;
    while (!bytes.empty() && read.state == State::more) {
        const auto room = reader.room();
        const std::size_t piece = std::min({piece_max, room.size(), bytes.size()});
        std::ranges::copy(bytes.substr(0, piece), room.begin());
        bytes.remove_prefix(piece);
        read.state = reader.take(piece);
    }
    if (read.state == State::more) read.state = reader.end_of_stream();
    read.keeps_connection = read.state == State::complete && reader.keeps_connection();
    read.answer = reader.take_answer();
    return read;
}

struct Row {
    std::string name;
    std::string bytes;
    State state;
    int status = 0;
    std::string body = {};
    bool keeps_connection = false;
    bool is_head = false;
};

const std::string ok = "HTTP/1.1 200 OK\r\n";

const std::vector<Row> rows{
    {"length", ok + "Content-Length: 2\r\n\r\nhi", State::complete, 200, "hi", true},
    {"empty", ok + "Content-Length: 0\r\n\r\n", State::complete, 200, "", true},
    {"no reason", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", State::complete, 200, "", true},
    {"no content", "HTTP/1.1 204 No Content\r\n\r\n", State::complete, 204, "", true},
    {"head", ok + "Content-Length: 9\r\n\r\n", State::complete, 200, "", true, true},
    {"to the end", ok + "\r\nuntil the end", State::complete, 200, "until the end", false},
    {"close", ok + "Connection: close\r\nContent-Length: 1\r\n\r\nx", State::complete, 200, "x"},
    {"1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", State::complete, 200, "x"},
    {"chunked", ok + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
     State::complete, 200, "abcde", true},
    {"trailer", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n",
     State::complete, 200, "a", true},
    {"empty chunked", ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", State::complete, 200, "",
     true},
    {"interim",
     "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX: y\r\n\r\n" + ok +
         "Content-Length: 1\r\n\r\nz",
     State::complete, 200, "z", true},
    {"1000 bytes are fine", ok + "Content-Length: 1000\r\n\r\n" + std::string(1'000, 'x'),
     State::complete, 200, std::string(1'000, 'x'), true},
    {"1001 bytes", ok + "Content-Length: 1001\r\n\r\n", State::too_large},
    {"1001 bytes to the end", ok + "\r\n" + std::string(1'001, 'x'), State::too_large},
    {"1001 bytes in chunks",
     ok + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + std::string(1'000, 'x') + "\r\n1\r\nx\r\n",
     State::too_large},
    {"nothing", "", State::cut},
    {"cut in the header", ok + "Content-Le", State::cut},
    {"cut in the body", ok + "Content-Length: 5\r\n\r\nabc", State::cut},
    {"cut in a chunk", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc", State::cut},
    {"cut before the last chunk", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n", State::cut},
    {"cut after 1xx", "HTTP/1.1 100 Continue\r\n\r\n", State::cut},
    {"a web page", "<html><body>It works!</body></html>\r\n\r\n", State::bad},
    {"another protocol that says little", "220\r\n", State::bad},
    {"another protocol", "SSH-2.0-OpenSSH_9.2\r\n", State::bad},
    {"HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", State::bad},
    {"status 99", "HTTP/1.1 099 Odd\r\n\r\n", State::bad},
    {"switching", "HTTP/1.1 101 Switching Protocols\r\n\r\n", State::bad},
    {"two lengths", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", State::bad},
    {"negative length", ok + "Content-Length: -1\r\n\r\n", State::bad},
    {"length and chunks", ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
     State::bad},
    {"bad chunk", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", State::bad},
    {"bad field", ok + "no colon here\r\n\r\n", State::bad},
};

TEST(HttpAnswerReader, reads_the_same_however_the_bytes_come) {
    for (const Row& row : rows) {
        for (const std::size_t piece : {1U, 2U, 3U, 4U, 5U, 7U, 16U, 100'000U}) {
            const Read read = read_in_pieces(row.bytes, piece, row.is_head);
            EXPECT_EQ(read.state, row.state)
                << row.name << " by " << piece << ": " << read.answer.detail;
            EXPECT_EQ(read.keeps_connection, row.keeps_connection) << row.name << " by " << piece;
            if (row.state != State::complete) continue;
            EXPECT_EQ(read.answer.status, row.status) << row.name << " by " << piece;
            EXPECT_EQ(read.answer.body, row.body) << row.name << " by " << piece;
        }
    }
}

TEST(HttpAnswerReader, keeps_the_fields_somebody_asks_for) {
    const Read read = read_in_pieces("HTTP/1.1 429 Slow\r\ncontent-type: application/json\r\n"
                                     "RETRY-AFTER: 7\r\nLocation: /there\r\n"
                                     "Content-Length: 0\r\n\r\n",
                                     1);
    EXPECT_EQ(read.answer.status, 429);
    EXPECT_EQ(read.answer.content_type, "application/json");
    EXPECT_EQ(read.answer.retry_after, "7");
    EXPECT_EQ(read.answer.location, "/there");
}

TEST(HttpAnswerReader, takes_64_kib_of_header_and_no_more) {
    struct Case {
        std::string bytes;
        State state;
    };
    std::string many = ok;
    for (int i = 0; i < 7'000; ++i)
        many += "X-Y: abcde\r\n";
    const std::vector<Case> cases{
        {ok + "X: " + std::string(60'000, 'a') + "\r\nContent-Length: 0\r\n\r\n", State::complete},
        {ok + "X: " + std::string(70'000, 'a') + "\r\nContent-Length: 0\r\n\r\n", State::bad},
        {ok + "X: " + std::string(200'000, 'a'), State::bad},
        {many + "\r\n", State::bad},
        {"HTTP/1.1 200 " + std::string(200'000, 'a'), State::bad},
        {ok + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(200'000, 'a'), State::bad},
        {ok + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(200'000, 'a'), State::bad},
    };
    for (const Case& row : cases) {
        for (const std::size_t piece : {977U, 16'384U, 1'000'000U})
            EXPECT_EQ(read_in_pieces(row.bytes, piece).state, row.state) << row.bytes.substr(0, 60);
    }
}

TEST(HttpAnswerReader, ends_a_stream_of_interim_answers) {
    std::string bytes;
    for (int i = 0; i < 17; ++i)
        bytes += "HTTP/1.1 102 Processing\r\n\r\n";
    EXPECT_EQ(read_in_pieces(bytes, 1'000).state, State::bad);
}

TEST(HttpAnswerReader, does_not_keep_a_connection_with_bytes_left_over) {
    const Read read = read_in_pieces(ok + "Content-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n", 1'000);
    EXPECT_EQ(read.state, State::complete);
    EXPECT_FALSE(read.keeps_connection);
}

} // namespace
} // namespace peerdesk::net
