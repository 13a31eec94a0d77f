// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/text_parts.hpp"

#include "adapters/telegram/text/utf16.hpp"
#include "tests/adapters/telegram/text/random_text.hpp"
#include "tests/fakes/telegram/small_world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>

namespace peerdesk::telegram {
namespace {

using enum EntityKind;
using telegram_fake::Json;

TEST(TextParts, a_text_that_fits_stays_whole) {
    const FormattedText fits{std::string(text_units_max, 'x'), {{bold, 0, text_units_max}}};
    EXPECT_EQ(split(fits), std::vector{fits});
    EXPECT_EQ(split({std::string(text_units_max + 1, 'x'), {}}).size(), 2u);
    EXPECT_EQ(split({"", {}}), std::vector{FormattedText{}});
}

TEST(TextParts, cuts_behind_a_line_end_then_a_blank_then_a_grapheme) {
    const auto first = [](const std::string& text) { return split({text, {}}, 64).front().text; };
    EXPECT_EQ(first(std::string(40, 'x') + "\nb " + std::string(60, 'y')),
              std::string(40, 'x') + "\n");
    EXPECT_EQ(first(std::string(40, 'x') + " " + std::string(60, 'y')), std::string(40, 'x') + " ");
    EXPECT_EQ(first("early\n" + std::string(99, 'y')), "early\n" + std::string(58, 'y'));
    EXPECT_EQ(first(std::string(63, 'x') + "e\u0301" + std::string(60, 'y')), std::string(63, 'x'));
    EXPECT_EQ(first(std::string(63, 'x') + "😀y"), std::string(63, 'x'));
    EXPECT_EQ(first(std::string(60, 'x') + "👩‍👩‍👧‍👦"), std::string(60, 'x'));
}

TEST(TextParts, an_entity_that_fits_is_never_cut) {
    const std::string text(100, 'x');
    const auto parts = split({text, {{bold, 30, 50}, {italic, 40, 5}}}, 64);
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(parts[0], (FormattedText{std::string(30, 'x'), {}}));
    EXPECT_EQ(parts[1].entities, (std::vector<Entity>{{bold, 0, 50}, {italic, 10, 5}}));
}

TEST(TextParts, an_entity_that_is_too_long_goes_on_in_the_next) {
    const Entity code{.kind = pre, .offset = 10, .length = 130, .language = "c"};
    const auto parts = split({std::string(140, 'x'), {code}}, 64);
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(parts[0].entities,
              (std::vector<Entity>{{.kind = pre, .offset = 10, .length = 54, .language = "c"}}));
    EXPECT_EQ(parts[1].entities,
              (std::vector<Entity>{{.kind = pre, .offset = 0, .length = 64, .language = "c"}}));
    EXPECT_EQ(parts[2].entities,
              (std::vector<Entity>{{.kind = pre, .offset = 0, .length = 12, .language = "c"}}));
}

TEST(TextParts, a_grapheme_too_long_for_any_part_is_cut_between_characters) {
    std::string text = "a";
    for (int i = 0; i < 300; ++i)
        text += "\u0301";
    const auto parts = split({text, {}}, 64);
    std::string joined;
    for (const FormattedText& part : parts) {
        EXPECT_LE(utf16_length(part.text), 64u);
        EXPECT_TRUE(is_valid_utf8(part.text));
        joined += part.text;
    }
    EXPECT_EQ(joined, text);
}

TEST(TextParts, no_part_has_more_than_32_kib_however_many_units_are_asked_for) {
    std::string text;
    for (int i = 0; i < 40'000; ++i)
        text += "€";
    for (const FormattedText& part : split({text, {}}, 1'000'000))
        EXPECT_LE(part.text.size(), 32u * 1'024);
}

std::size_t end_of(const Entity& entity) {
    return entity.offset + entity.length;
}

/// Whether both ends of the entity are borders of graphemes.
bool is_at_borders(const FormattedText& whole, const Entity& entity,
                   const std::vector<std::size_t>& borders) {
    Utf16Cursor cursor{whole.text};
    return std::ranges::binary_search(borders, cursor.byte_near(entity.offset)) &&
           std::ranges::binary_search(borders, cursor.byte_near(end_of(entity)));
}

TEST(TextParts, make_the_whole_and_keep_their_entities) {
    EXPECT_TRUE(rc::check("parts", [] {
        const auto units_max = *rc::gen::element<std::size_t>(64, 65, 100, 333);
        const FormattedText whole = with_random_entities(long_random_text(units_max));
        const auto parts = split(whole, units_max);
        const auto borders = grapheme_borders(whole.text);
        const bool is_tame = std::ranges::all_of(whole.entities, [&](const Entity& entity) {
            return is_at_borders(whole, entity, borders);
        });
        std::string joined;
        std::size_t unit = 0;
        std::vector<std::size_t> marked(whole.entities.size());
        for (const FormattedText& part : parts) {
            RC_ASSERT(!part.text.empty());
            RC_ASSERT(fault_of(part) == "");
            RC_ASSERT(utf16_length(part.text) <= units_max);
            joined += part.text;
            const std::size_t end = unit + utf16_length(part.text);
            RC_ASSERT(part.entities == between(whole.entities, unit, end));
            const bool is_last = joined.size() == whole.text.size();
            const bool is_border = std::ranges::binary_search(borders, joined.size());
            RC_ASSERT(is_last || is_border);
            for (const Entity& entity : whole.entities) {
                const bool is_cut = entity.offset < end && end < end_of(entity);
                RC_ASSERT(!is_cut || !is_tame || entity.length > units_max);
            }
            unit = end;
        }
        RC_ASSERT(joined == whole.text);
    }));
}

/// As the parameter `entities` has it.
Json json_of(const std::vector<Entity>& entities) {
    static const std::map<EntityKind, const char*> names{
        {bold, "bold"},
        {italic, "italic"},
        {underline, "underline"},
        {strikethrough, "strikethrough"},
        {spoiler, "spoiler"},
        {blockquote, "blockquote"},
        {expandable_blockquote, "expandable_blockquote"},
        {code, "code"},
        {pre, "pre"},
        {text_link, "text_link"},
        {text_mention, "text_mention"},
        {custom_emoji, "custom_emoji"}};
    Json list = Json::array();
    for (const Entity& entity : entities) {
        Json json{
            {"offset", entity.offset}, {"length", entity.length}, {"type", names.at(entity.kind)}};
        if (entity.kind == text_link) json["url"] = entity.url;
        list.push_back(std::move(json));
    }
    return list;
}

TEST(TextParts, the_server_takes_every_part_as_it_is) {
    EXPECT_TRUE(rc::check("sent", [] {
        telegram_fake::SmallWorld small;
        const FormattedText whole = with_random_entities(long_random_text(200));
        for (const FormattedText& cut : split(whole, 200)) {
            const FormattedText part = trimmed(cut);
            if (is_blank(part.text)) continue;
            Json call{{"chat_id", small.ana}, {"text", part.text}};
            call["entities"] = json_of(part.entities);
            const Json body = small.call("sendMessage", call);
            RC_ASSERT(body.at("ok").get<bool>());
            RC_ASSERT(body.at("result").at("text") == part.text);
            RC_ASSERT(body.at("result").value("entities", Json::array()) == call["entities"]);
        }
    }));
}

} // namespace
} // namespace peerdesk::telegram
