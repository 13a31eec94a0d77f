// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/utf16.hpp"

#include "tests/adapters/telegram/text/random_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unicode/unistr.h>

#include <string>

namespace peerdesk::telegram {
namespace {

TEST(Utf16, counts_a_character_beyond_the_first_plane_twice) {
    EXPECT_EQ(utf16_length(""), 0u);
    EXPECT_EQ(utf16_length("aé€😀"), 5u);
    EXPECT_EQ(utf16_length("👩‍👩‍👧‍👦"), 11u);
}

TEST(Utf16, finds_the_byte_of_a_unit_and_none_within_a_pair) {
    Utf16Cursor cursor{"a😀é"};
    EXPECT_EQ(cursor.byte_of(0), 0u);
    EXPECT_EQ(cursor.byte_of(1), 1u);
    EXPECT_EQ(cursor.byte_of(2), std::nullopt);
    EXPECT_EQ(cursor.byte_near(2), 1u);
    EXPECT_EQ(cursor.byte_of(3), 5u);
    EXPECT_EQ(cursor.byte_of(4), 7u);
    EXPECT_EQ(cursor.byte_of(5), std::nullopt);
    EXPECT_EQ(cursor.byte_near(99), 7u);
    EXPECT_EQ(cursor.byte_of(1), 1u); // back again
    EXPECT_EQ(cursor.unit_of(5), 3u);
    EXPECT_EQ(cursor.unit_of(0), 0u);
}

TEST(Utf16, cuts_between_characters) {
    EXPECT_EQ(cut_utf16("a😀b", 1), "a");
    EXPECT_EQ(cut_utf16("a😀b", 2), "a");
    EXPECT_EQ(cut_utf16("a😀b", 3), "a😀");
    EXPECT_EQ(cut_utf16("a😀b", 4), "a😀b");
    EXPECT_EQ(cut_utf16("€€", 1), "€");
}

TEST(Utf16, tells_and_mends_what_is_no_utf8) {
    EXPECT_TRUE(is_valid_utf8("twelve bytes ä😀"));
    EXPECT_FALSE(is_valid_utf8("\xc3\x28"));
    EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80")); // a lone surrogate
    EXPECT_FALSE(is_valid_utf8("eight bytes and \xff"));
    EXPECT_EQ(repaired_utf8("a\xff€\xf0\x9f\x98"), "a\xef\xbf\xbd€\xef\xbf\xbd");
}

TEST(Utf16, agrees_with_icu_on_any_text) {
    EXPECT_TRUE(rc::check("units and bytes", [] {
        const std::string text = random_text();
        const auto wide = icu::UnicodeString::fromUTF8(text);
        const auto units = static_cast<std::size_t>(wide.length());
        RC_ASSERT(is_valid_utf8(text));
        RC_ASSERT(repaired_utf8(text) == text);
        RC_ASSERT(utf16_length(text) == units);
        Utf16Cursor cursor{text};
        for (std::size_t unit = 0; unit <= units; ++unit) {
            const auto at = static_cast<std::int32_t>(unit);
            const bool is_beginning = wide.getChar32Start(at) == at || unit == units;
            const auto byte = cursor.byte_of(unit);
            RC_ASSERT(byte.has_value() == is_beginning);
            if (!byte) continue;
            std::string before;
            wide.tempSubString(0, at).toUTF8String(before);
            RC_ASSERT(text.substr(0, *byte) == before);
            RC_ASSERT(Utf16Cursor{text}.unit_of(*byte) == unit);
        }
    }));
}

} // namespace
} // namespace peerdesk::telegram
