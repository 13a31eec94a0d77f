// SPDX-License-Identifier: MIT
#include "adapters/matrix/clean_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matrix {
namespace {

using namespace std::string_literals;

TEST(CleanText, bytes_that_are_no_character_become_a_sign_of_it) {
    EXPECT_EQ(repaired_utf8("a\xff z"), "a\xef\xbf\xbd z");
    EXPECT_EQ(repaired_utf8("\xc3\xa9\xc3"), "é\xef\xbf\xbd");
    EXPECT_EQ(repaired_utf8("\xed\xa0\x80 ok").ends_with(" ok"), true);
    EXPECT_EQ(repaired_utf8("plain, long enough, and é"), "plain, long enough, and é");
}

TEST(CleanText, controls_go_and_lines_stay) {
    EXPECT_EQ(clean_text("a\0b\x1b[1m\tc\r\nd\re\x7f"s), "ab[1m\tc\nd\ne");
    EXPECT_EQ(clean_text("é\xc2\x85x\xef\xbf\xbf"), "éx");
}

TEST(CleanText, a_name_is_one_line_and_turns_nothing_around) {
    EXPECT_EQ(clean_line("  Ana\n\xe2\x80\xae"
                         "evil\t ",
                         255),
              "Ana evil");
    EXPECT_EQ(clean_line("ééé", 5), "éé");
    EXPECT_EQ(clean_line("\xe2\x81\xa6\xe2\x81\xa9", 255), "");
}

TEST(CleanText, a_cut_never_splits_a_character) {
    EXPECT_EQ(cut_text("ééé", 3), "é");
    EXPECT_EQ(cut_text("abc", 3), "abc");
    EXPECT_EQ(cut_text("\xf0\x9f\x93\xb7", 3), "");
}

TEST(CleanText, any_bytes_become_valid_and_stay_as_they_are_then) {
    EXPECT_TRUE(rc::check([](const std::string& bytes, std::uint8_t limit) {
        const std::string repaired = repaired_utf8(bytes);
        RC_ASSERT(is_valid_utf8(repaired));
        if (is_valid_utf8(bytes)) RC_ASSERT(repaired == bytes);
        const std::string clean = clean_text(repaired);
        RC_ASSERT(is_valid_utf8(clean));
        RC_ASSERT(clean_text(clean) == clean);
        const std::string line = clean_line(repaired, limit);
        RC_ASSERT(is_valid_utf8(line));
        RC_ASSERT(line.size() <= limit);
        RC_ASSERT(clean_line(line, limit) == line);
    }));
}

} // namespace
} // namespace peerdesk::matrix
