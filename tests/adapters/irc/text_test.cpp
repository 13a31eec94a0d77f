// SPDX-License-Identifier: MIT
// Text in and out: cleaning, splitting, addresses, times.
#include "adapters/irc/addressing.hpp"
#include "adapters/irc/server_time.hpp"
#include "adapters/irc/text_cleaning.hpp"
#include "adapters/irc/text_splitting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace peerdesk::irc {
namespace {

TEST(TextCleaning, strips_every_formatting_code) {
    EXPECT_EQ(clean_text("\x02"
                         "b\x02 \x1di\x1d \x1fu\x1f \x1es\x1e \x11m\x11 \x16r\x16 \x0f."),
              "b i u s m r .");
    EXPECT_EQ(clean_text("\x03"
                         "4red\x03 \x03"
                         "04,12both\x03"),
              "red both");
    EXPECT_EQ(clean_text("\x03"
                         "123"),
              "3");
    EXPECT_EQ(clean_text("\x03"
                         "4,x"),
              ",x");
    EXPECT_EQ(clean_text("\x03,4"), ",4");
    EXPECT_EQ(clean_text("\x04"
                         "FF0000red\x04"
                         "00ff00,0000ffx\x04."),
              "redx.");
    EXPECT_EQ(clean_text("\x03"), "");
}

TEST(TextCleaning, keeps_tabs_and_drops_other_controls) {
    EXPECT_EQ(clean_text("a\tb\x07\x1b[2J\x7f"
                         "c"),
              "a\tb[2Jc");
    EXPECT_EQ(clean_text("a\rb\nc"), "abc");
    EXPECT_EQ(clean_text("a\xc2\x9b"
                         "31m"),
              "a31m");
    EXPECT_EQ(clean_outgoing("a\nb\x01\r"), "a\nb");
}

TEST(TextCleaning, reads_what_is_not_utf8_as_cp1252) {
    EXPECT_EQ(clean_text("caf\xe9"), "caf\xc3\xa9");
    EXPECT_EQ(clean_text("\x93quoted\x94 \x80"
                         "5"),
              "\xe2\x80\x9cquoted\xe2\x80\x9d \xe2\x82\xac"
              "5");
    EXPECT_EQ(clean_text("\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82"), "привет");
}

TEST(TextCleaning, gives_valid_utf8_without_controls_for_any_bytes) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        const std::string text = clean_text(bytes);
        RC_ASSERT(is_valid_utf8(text));
        for (const char c : text)
            RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 || c == '\t');
        RC_ASSERT(clean_text(text) == text);
    }));
}

TEST(TextSplitting, cuts_at_a_word_where_it_can) {
    EXPECT_EQ(split_text("one two three", 8), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(split_text("short", 100), (std::vector<std::string>{"short"}));
    EXPECT_EQ(split_text("", 100), (std::vector<std::string>{}));
}

TEST(TextSplitting, a_newline_ends_a_line_and_blank_ones_go) {
    EXPECT_EQ(split_text("a\n\n  b \r\n \nc", 100), (std::vector<std::string>{"a", "  b", "c"}));
}

TEST(TextSplitting, marks_what_goes_on_with_the_line_before) {
    EXPECT_EQ(split_text("one two three four\n!five", 10, "> "),
              (std::vector<std::string>{"one two", "> three", "> four", "!five"}));
    EXPECT_EQ(split_text("aaaabbbb", 4, "> "), (std::vector<std::string>{"aaaa", "bbbb"}));
}

TEST(TextSplitting, cuts_a_long_word_between_graphemes) {
    // A family of three joined by ZWJ is one grapheme of 18 bytes.
    const std::string family = "👨‍👩‍👧";
    ASSERT_EQ(family.size(), 18U);
    EXPECT_EQ(split_text(family + family + family, 40),
              (std::vector<std::string>{family + family, family}));
    // e + combining acute stays together.
    EXPECT_EQ(split_text("aaae\xcc\x81", 4), (std::vector<std::string>{"aaa", "e\xcc\x81"}));
}

TEST(TextSplitting, cuts_inside_a_grapheme_only_where_it_is_longer_than_a_line) {
    std::string endless = "e";
    for (int i = 0; i < 50; ++i)
        endless += "\xcc\x81";
    const auto pieces = split_text(endless, 20);
    ASSERT_GT(pieces.size(), 1U);
    for (const std::string& piece : pieces) {
        EXPECT_LE(piece.size(), 20U);
        EXPECT_TRUE(is_valid_utf8(piece));
    }
}

std::string without_blanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
    return text;
}

TEST(TextSplitting, every_piece_fits_is_valid_and_together_they_are_the_whole) {
    const auto words = rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "word", "непростое", "👩‍🏫", "🇫🇷🇩🇪", "e\xcc\x81", "ক্ষ", "\n", "長い言葉", "x y",
        std::string(700, 'y'), "שלום"));
    const auto limits = rc::gen::inRange<std::size_t>(4, 500);
    EXPECT_TRUE(rc::check([&] {
        std::string text;
        for (const std::string& word : *words)
            text += *rc::gen::element<std::string>("", " ", "  ") + word;
        const std::size_t limit = *limits;
        std::string whole;
        for (const std::string& piece : split_text(text, limit)) {
            RC_ASSERT(!piece.empty());
            RC_ASSERT(piece.size() <= limit);
            RC_ASSERT(is_valid_utf8(piece));
            RC_ASSERT(piece.find('\n') == std::string::npos);
            whole += piece;
        }
        RC_ASSERT(without_blanks(whole) == without_blanks(text));
    }));
}

TEST(TextSplitting, bytes_that_are_no_utf8_never_hang_it) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        for (const std::string& piece : split_text(bytes, 5))
            RC_ASSERT(piece.size() <= 5U);
    }));
}

struct AddressRow {
    std::string_view text;
    std::optional<std::string_view> rest;
};

TEST(Addressing, knows_when_it_is_called) {
    const std::vector<AddressRow> rows = {
        {"peerdesk: claim 12", "claim 12"},
        {"PeerDesk, help", "help"},
        {"@peerdesk how?", "how?"},
        {"@peerdesk: how?", "how?"},
        {"peerdesk:", ""},
        {"peerdesk", ""},
        {"  peerdesk:x", "x"},
        {"peerdesk is nice", std::nullopt},
        {"peerdesks: x", std::nullopt},
        {"ask peerdesk: x", std::nullopt},
        {"", std::nullopt},
        {"@", std::nullopt},
    };
    for (const AddressRow& row : rows)
        EXPECT_EQ(cut_address(row.text, "peerdesk", CaseMapping::ascii), row.rest) << row.text;
    EXPECT_EQ(cut_address("desk{: x", "desk[", CaseMapping::rfc1459), "x");
    EXPECT_EQ(cut_address("desk{: x", "desk[", CaseMapping::ascii), std::nullopt);
}

TEST(ServerTime, reads_what_servers_send) {
    using namespace std::chrono;
    const net::WallTime second{sys_days{year{2011} / 10 / 19} + 16h + 40min + 51s};
    EXPECT_EQ(parse_server_time("2011-10-19T16:40:51.620Z"), second + 620ms);
    EXPECT_EQ(parse_server_time("2011-10-19T16:40:51Z"), second);
    EXPECT_EQ(parse_server_time("2011-10-19T16:40:51.6Z"), second + 600ms);
    EXPECT_EQ(parse_server_time("2011-10-19T16:40:51.620999Z"), second + 620ms);
    EXPECT_EQ(parse_server_time("2012-06-30T23:59:60.419Z"),
              net::WallTime{sys_days{year{2012} / 7 / 1}} + 419ms);
}

TEST(ServerTime, refuses_what_is_no_time) {
    for (const std::string_view text :
         {"", "now", "2011-10-19", "2011-10-19T16:40:51", "2011-13-19T16:40:51Z",
          "2011-02-30T16:40:51Z", "2011-10-19T24:40:51Z", "2011-10-19T16:40:51.Z",
          "2011-10-19T16:40:51.620Zx", "-011-10-19T16:40:51Z", "2011-10-19T1 :40:51Z"})
        EXPECT_EQ(parse_server_time(text), std::nullopt) << text;
}

} // namespace
} // namespace peerdesk::irc
