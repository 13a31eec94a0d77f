// SPDX-License-Identifier: MIT
#include "adapters/console/typed_line.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::console {
namespace {

struct Row {
    std::string line;
    TypedLine meant;
};

TEST(TypedLine, says_who_speaks_and_where) {
    const std::vector<Row> rows{
        {"ana: How do I add a photo?", DirectLine{"ana", "How do I add a photo?"}},
        {"  ana :  hi  ", DirectLine{"ana", "hi"}},
        {"ana: see http://example.org: it fails",
         DirectLine{"ana", "see http://example.org: it fails"}},
        {"Zoë: ça va?", DirectLine{"Zoë", "ça va?"}},
        {"#help ana: hi", RoomLine{"#help", "ana", "hi"}},
        {"#HELP ana: peerdesk: hi", RoomLine{"#help", "ana", "peerdesk: hi"}},
        {"#help\tana: hi", RoomLine{"#help", "ana", "hi"}},
        {"/quit", ConsoleCommand::quit},
        {"/exit ", ConsoleCommand::quit},
        {"/help", ConsoleCommand::help},
        {"", BlankLine{}},
        {" \t ", BlankLine{}},
        {"hello", UnclearLine{}},
        {"ana:", UnclearLine{}},
        {": hi", UnclearLine{}},
        {"two words: hi", UnclearLine{}},
        {"peerdesk: hi", UnclearLine{}},
        {"PeerDesk: hi", UnclearLine{}},
        {"#help", UnclearLine{}},
        {"#help hi", UnclearLine{}},
        {"# ana: hi", UnclearLine{}},
        {"/unknown", UnclearLine{}},
        {std::string(65, 'a') + ": hi", UnclearLine{}},
    };
    for (const Row& row : rows)
        EXPECT_EQ(parse_line(row.line, "peerdesk"), row.meant) << row.line;
}

TEST(TypedLine, takes_a_name_of_the_greatest_length) {
    const std::string name(name_length_max, 'a');
    EXPECT_EQ(parse_line(name + ": hi", "peerdesk"), TypedLine(DirectLine{name, "hi"}));
}

TEST(CleanLine, makes_valid_utf8_without_controls) {
    EXPECT_EQ(clean_line("plain ñ"), "plain ñ");
    EXPECT_EQ(clean_line("a\xff\xfe b"), "a\uFFFD\uFFFD b");
    EXPECT_EQ(clean_line("cut \xc3"), "cut \uFFFD");
    EXPECT_EQ(clean_line("\x1b[31mred\x07\x7f"), "[31mred");
    EXPECT_EQ(clean_line("tab\tstays"), "tab\tstays");
    EXPECT_EQ(clean_line(std::string("nul\0gone", 8)), "nulgone");
    EXPECT_EQ(clean_line("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD"); // a surrogate is no letter
}

TEST(AuthorId, is_the_same_in_any_case) {
    EXPECT_EQ(author_id("Ana"), "a:ana");
    EXPECT_EQ(author_id("ЮЛЯ"), author_id("юля"));
}

TEST(RoomId, refuses_what_is_no_room) {
    EXPECT_EQ(room_id("#Help"), "#help");
    EXPECT_EQ(room_id("help"), std::nullopt);
    EXPECT_EQ(room_id("#"), std::nullopt);
    EXPECT_EQ(room_id("#a b"), std::nullopt);
    EXPECT_EQ(room_id("#a:b"), std::nullopt);
}

TEST(Mention, is_cut_from_the_text) {
    EXPECT_EQ(cut_mention("peerdesk: claim 1", "peerdesk"), "claim 1");
    EXPECT_EQ(cut_mention("Peerdesk, claim 1", "peerdesk"), "claim 1");
    EXPECT_EQ(cut_mention("@peerdesk claim 1", "peerdesk"), "claim 1");
    EXPECT_EQ(cut_mention("@peerdesk", "peerdesk"), "");
    EXPECT_EQ(cut_mention("peerdesk", "peerdesk"), std::nullopt);
    EXPECT_EQ(cut_mention("peerdesk is nice", "peerdesk"), std::nullopt);
    EXPECT_EQ(cut_mention("peerdesks: hi", "peerdesk"), std::nullopt);
    EXPECT_EQ(cut_mention("ask peerdesk: hi", "peerdesk"), std::nullopt);
}

} // namespace
} // namespace peerdesk::console
