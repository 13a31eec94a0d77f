// SPDX-License-Identifier: MIT
#include "adapters/net/http_url.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::net {
namespace {

TEST(HttpUrl, reads_what_people_write) {
    struct Row {
        std::string text;
        HttpUrl url;
        std::string field;
    };
    const std::vector<Row> rows{
        {"https://matrix.example.org", {true, "matrix.example.org", 443, ""}, "matrix.example.org"},
        {"https://matrix.example.org:8448/base",
         {true, "matrix.example.org", 8448, "/base"},
         "matrix.example.org:8448"},
        {"HTTP://LocalHost/", {false, "localhost", 80, ""}, "localhost"},
        {"http://127.0.0.1:8008/a/b//", {false, "127.0.0.1", 8008, "/a/b"}, "127.0.0.1:8008"},
        {"http://[::1]:80", {false, "::1", 80, ""}, "[::1]"},
        {"https://[2001:DB8::1]/x", {true, "2001:db8::1", 443, "/x"}, "[2001:db8::1]"},
        {"https://xn--bcher-kva.example:443",
         {true, "xn--bcher-kva.example", 443, ""},
         "xn--bcher-kva.example"},
        {"http://h:65535", {false, "h", 65535, ""}, "h:65535"},
    };
    for (const Row& row : rows) {
        const auto url = parse_http_url(row.text);
        ASSERT_TRUE(url) << row.text;
        EXPECT_EQ(*url, row.url) << row.text;
        EXPECT_EQ(host_field(*url), row.field) << row.text;
    }
}

TEST(HttpUrl, refuses_everything_else) {
    const std::vector<std::string> texts{
        "",
        "matrix.example.org",
        "ftp://example.org",
        "https:/example.org",
        "https://",
        "https:///base",
        "https://user@example.org",
        "https://user:word@example.org",
        "https://example.org@evil.test",
        "https://exam ple.org",
        " https://example.org",
        "https://example.org/a\nb",
        std::string{"https://example.org/\0", 21},
        "https://example.org?query",
        "https://example.org/a?b",
        "https://example.org/#part",
        "https://example.org\\x",
        "https://b\u00fccher.example",
        "https://example.org:",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:-1",
        "https://example.org:+1",
        "https://example.org:80x",
        "https://.example.org",
        "https://example..org",
        "https://::1",
        "https://[::1",
        "https://[]",
        "https://[::1]x",
        "https://[fe80::1%eth0]",
        "https://[127.0.0.1]",
        "https://" + std::string(254, 'a'),
        "https://example.org/" + std::string(2'048, 'a'),
    };
    for (const std::string& text : texts)
        EXPECT_FALSE(parse_http_url(text)) << text;
}

} // namespace
} // namespace peerdesk::net
