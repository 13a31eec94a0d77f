// SPDX-License-Identifier: MIT
#include "adapters/net/http_reply.hpp"

#include <gtest/gtest.h>

namespace peerdesk::net {
namespace {

TEST(HttpReply, says_that_there_is_no_body_and_whether_the_connection_stays) {
    EXPECT_EQ(write_reply({200}, true),
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(write_reply({400}, false),
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

TEST(HttpReply, names_no_length_where_there_may_be_none) {
    EXPECT_EQ(write_reply({204}, true),
              "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n");
}

TEST(HttpReply, tells_when_to_come_again) {
    EXPECT_EQ(write_reply({503, std::chrono::seconds{7}}, true),
              "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 7\r\n"
              "Connection: keep-alive\r\n\r\n");
}

TEST(HttpReply, names_the_methods_allowed) {
    EXPECT_EQ(write_reply({405, {}, "POST"}, true),
              "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nAllow: POST\r\n"
              "Connection: keep-alive\r\n\r\n");
}

TEST(HttpReply, a_status_without_words_is_still_a_status_line) {
    EXPECT_TRUE(write_reply({599}, true).starts_with("HTTP/1.1 599 \r\n"));
}

} // namespace
} // namespace peerdesk::net
