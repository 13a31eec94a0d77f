// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/formatted_text.hpp"

#include "adapters/telegram/text/utf16.hpp"
#include "tests/adapters/telegram/text/random_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::telegram {
namespace {

using enum EntityKind;

Entity marks(EntityKind kind, std::size_t offset, std::size_t length) {
    return {.kind = kind, .offset = offset, .length = length};
}

TEST(Nested, what_crosses_becomes_two) {
    EXPECT_EQ(nested("0123456789", {marks(italic, 3, 5), marks(bold, 0, 5)}),
              (std::vector{marks(bold, 0, 5), marks(italic, 3, 2), marks(italic, 5, 3)}));
}

TEST(Nested, what_is_no_place_in_the_text_is_dropped) {
    EXPECT_TRUE(
        nested("a😀b", {marks(bold, 0, 5), marks(bold, 9, 1), marks(bold, 1, 1), marks(bold, 2, 1),
                        marks(bold, 0, 0), marks(bold, 1, static_cast<std::size_t>(-1))})
            .empty());
    EXPECT_EQ(nested("a😀b", {marks(bold, 1, 2)}).size(), 1u);
}

TEST(Nested, nothing_stands_within_code_and_no_link_within_a_link) {
    EXPECT_EQ(nested("0123456789", {marks(code, 0, 5), marks(bold, 1, 2), marks(text_link, 5, 5),
                                    marks(url, 6, 2), marks(blockquote, 0, 10),
                                    marks(expandable_blockquote, 5, 5), marks(italic, 6, 2)}),
              (std::vector{marks(blockquote, 0, 10), marks(code, 0, 5), marks(text_link, 5, 5),
                           marks(italic, 6, 2)}));
}

TEST(Nested, there_are_never_too_many) {
    const std::string text(3 * entities_max, 'x');
    std::vector<Entity> entities;
    for (std::size_t i = 0; i < text.size(); ++i)
        entities.push_back(marks(bold, i, 1));
    const auto kept = nested(text, entities);
    ASSERT_EQ(kept.size(), entities_max);
    EXPECT_EQ(kept.back().offset, entities_max - 1);
}

TEST(Nested, any_entities_become_valid_ones) {
    EXPECT_TRUE(rc::check("valid", [] {
        const FormattedText formatted = with_random_entities(random_text());
        RC_ASSERT(fault_of(formatted) == "");
        RC_ASSERT(nested(formatted.text, formatted.entities) == formatted.entities);
    }));
}

TEST(Trimmed, blanks_at_both_ends_go_and_entities_move) {
    EXPECT_EQ(trimmed({" \n bold \n", {marks(bold, 1, 7)}}),
              (FormattedText{"bold", {marks(bold, 0, 4)}}));
    EXPECT_EQ(trimmed({"a\tb\x01", {}}), (FormattedText{"a b", {}}));
    EXPECT_EQ(trimmed({"a \n b", {marks(bold, 1, 2), marks(italic, 4, 1)}}),
              (FormattedText{"a \n b", {marks(italic, 4, 1)}}));
    EXPECT_EQ(trimmed({"a b c", {marks(bold, 1, 3)}}),
              (FormattedText{"a b c", {marks(bold, 2, 1)}}));
    EXPECT_EQ(trimmed({"\n  code", {marks(pre, 1, 6)}}),
              (FormattedText{"  code", {marks(pre, 0, 6)}}));
    EXPECT_EQ(trimmed({" \n ", {marks(bold, 0, 3)}}), FormattedText{});
}

TEST(Trimmed, entities_stay_valid) {
    EXPECT_TRUE(rc::check("trimmed", [] {
        const FormattedText formatted = with_random_entities(random_text());
        const FormattedText once = trimmed(formatted);
        RC_ASSERT(fault_of(once) == "");
        RC_ASSERT(!once.text.ends_with(' '));
        RC_ASSERT(!once.text.ends_with('\n'));
        RC_ASSERT(trimmed(once) == once);
    }));
}

TEST(IsBlank, sees_through_signs_that_show_nothing) {
    EXPECT_TRUE(is_blank(""));
    EXPECT_TRUE(is_blank(" \n\t\u00a0\u3000\u200b\u2060\ufeff\u2800\u115f"));
    EXPECT_FALSE(is_blank("\u200b."));
    EXPECT_FALSE(is_blank("\xff"));
}

} // namespace
} // namespace peerdesk::telegram
