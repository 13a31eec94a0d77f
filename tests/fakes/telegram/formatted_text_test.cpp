// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/formatted_text.hpp"

#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/utf16.hpp"

#include <gtest/gtest.h>

namespace peerdesk::telegram_fake {
namespace {

std::string refusal_of(const std::string& text, const std::string& mode, const char* entities) {
    try {
        static_cast<void>(formatted(text, mode, Json::parse(entities)));
    } catch (const Refusal& refusal) {
        return refusal.description;
    }
    return "";
}

TEST(Utf16, counts_code_units) {
    EXPECT_EQ(utf16_length("aä€😀"), 5u);
    EXPECT_EQ(byte_of("aä€😀b", 5), 10u);
    EXPECT_EQ(byte_of("aä€😀b", 4), std::nullopt);
    EXPECT_TRUE(is_utf8("aä€😀"));
    EXPECT_FALSE(is_utf8("\xC3\x28"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80")); // a lone surrogate
}

struct Faulty {
    const char* text;
    const char* entities;
    const char* refusal;
};

TEST(FormattedText, faulty_entities_are_refused) {
    const std::vector<Faulty> rows{
        {"aba caba", R"([{"type":"bold","offset":3,"length":6}])",
         "Bad Request: entity beginning at UTF-16 offset 3 ends after the end of the text at "
         "UTF-16 "
         "offset 9"},
        {"aba caba", R"([{"type":"bold","offset":9,"length":1}])",
         "Bad Request: entity begins after the end of the text at UTF-16 offset 9"},
        {"aba", R"([{"type":"bold","offset":-1,"length":1}])",
         "Bad Request: receive an entity with incorrect offset -1"},
        {"😀😀", R"([{"type":"bold","offset":1,"length":1}])",
         "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 0"},
        {"😀😀", R"([{"type":"bold","offset":0,"length":1}])",
         "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at "
         "byte offset 0"},
    };
    for (const Faulty& row : rows)
        EXPECT_EQ(refusal_of(row.text, "", row.entities), row.refusal);
}

TEST(FormattedText, blanks_at_both_ends_go_and_entities_move) {
    const auto made =
        formatted("\n bold \n", "", Json::parse(R"([{"type":"bold","offset":2,"length":5}])"));
    EXPECT_EQ(made.text, "bold");
    EXPECT_EQ(made.entities.dump(), R"([{"type":"bold","offset":0,"length":4}])");
    EXPECT_EQ(formatted("  a  ", "", {}).text, "a");
}

TEST(FormattedText, commands_mentions_and_links_are_found) {
    const auto made = typed("/start@peerdesk_bot 😀 @bo_helps #now see https://a.example/x.", {});
    std::vector<std::string> found;
    for (const Json& entity : made.entities) {
        found.push_back(entity.at("type").get<std::string>() + " " + entity.at("offset").dump() +
                        " " + entity.at("length").dump());
    }
    EXPECT_EQ(found, (std::vector<std::string>{"bot_command 0 19", "mention 23 9", "hashtag 33 4",
                                               "url 42 19"}));
    EXPECT_TRUE(typed("1/2 a@b.example and/or", {}).entities.empty());
}

TEST(FormattedText, html_becomes_entities) {
    const auto made = formatted("<b>a&lt;</b> 😀 <a href=\"http://x.example\">l</a>", "HTML", {});
    EXPECT_EQ(made.text, "a< 😀 l");
    EXPECT_EQ(made.entities.size(), 2u);
    EXPECT_EQ(made.entities[1].at("offset"), 6);
    EXPECT_EQ(made.entities[1].at("url"), "http://x.example");
    EXPECT_EQ(refusal_of("<c>x</c>", "HTML", "[]"),
              "Bad Request: can't parse entities: Unsupported start tag \"c\" at byte offset 0");
}

TEST(FormattedText, markdown_becomes_entities) {
    const auto made = formatted("*a _b_* \\. [l](http://x.example)", "MarkdownV2", {});
    EXPECT_EQ(made.text, "a b . l");
    EXPECT_EQ(made.entities.size(), 3u);
    EXPECT_EQ(
        refusal_of("a.b", "MarkdownV2", "[]"),
        "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with "
        "the preceding '\\'");
    EXPECT_NE(refusal_of("a_b", "Markdown", "[]"), "");
}

} // namespace
} // namespace peerdesk::telegram_fake
