// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/clean_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram {
namespace {

TEST(CleanText, control_characters_go_and_lines_stay) {
    EXPECT_EQ(clean_text("a\r\nb\rc\td\n"), "a\nb\nc\td\n");
    EXPECT_EQ(clean_text(std::string{"\0\x01x\x7f\x1b[31m", 9}), "x[31m");
    EXPECT_EQ(clean_text("\xc2\x85é\xef\xbf\xbf😀"), "é😀") << "C1 and noncharacters";
}

TEST(CleanText, joiners_and_marks_of_scripts_stay) {
    EXPECT_EQ(clean_text("👩‍💻 नमस्ते\u200d"),
              "👩‍💻 नमस्ते\u200d");
}

TEST(CleanText, a_line_has_no_breaks_no_outer_blanks_and_no_turned_order) {
    EXPECT_EQ(clean_line(" \n a\tb\r\n\u202ec\u2066 ", 100), "a b  c");
    EXPECT_EQ(clean_line("\n\t ", 100), "");
}

TEST(CleanText, cuts_between_characters) {
    EXPECT_EQ(clean_line("ab😀cd", 5), "ab");
    EXPECT_EQ(clean_line("ab😀cd", 6), "ab😀");
    EXPECT_EQ(cut_text("ab😀cd", 5), "ab");
    EXPECT_EQ(cut_text("ab😀cd", 6), "ab😀");
    EXPECT_EQ(cut_text("ab", 2), "ab");
    EXPECT_EQ(cut_text("é", 1), "");
}

} // namespace
} // namespace peerdesk::telegram
