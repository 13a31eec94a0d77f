// SPDX-License-Identifier: MIT
#include "tests/adapters/telegram/text/random_text.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <rapidcheck.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <utility>

namespace peerdesk::telegram {
namespace {

const std::vector<std::string> pieces{"a",
                                      "Z",
                                      "word",
                                      "word ",
                                      " ",
                                      "  ",
                                      "\n",
                                      "\n\n",
                                      ".",
                                      "1",
                                      "é",
                                      "e\u0301",
                                      "o\u0308\u0323",
                                      "ß",
                                      "€",
                                      "日本",
                                      "ไทย",
                                      "שלום",
                                      "مرحبا",
                                      "\u200f",
                                      "हिन्दी",
                                      "😀",
                                      "👍🏽",
                                      "👩‍👩‍👧‍👦",
                                      "🏳️‍🌈",
                                      "🇩🇪🇫🇷",
                                      "\u200d",
                                      "\ufe0f",
                                      "𝔘𝔫𝔦",
                                      "𠜎",
                                      "\U0001F1E6",
                                      "<b>",
                                      "&amp;",
                                      "\"'",
                                      "\u00a0",
                                      "\u0301",
                                      "\t"};

constexpr EntityKind kinds[] = {
    EntityKind::bold,          EntityKind::italic,       EntityKind::underline,
    EntityKind::strikethrough, EntityKind::spoiler,      EntityKind::blockquote,
    EntityKind::code,          EntityKind::pre,          EntityKind::text_link,
    EntityKind::text_mention,  EntityKind::custom_emoji, EntityKind::expandable_blockquote};

std::size_t below(std::size_t end) {
    return *rc::gen::inRange<std::size_t>(0, end);
}

} // namespace

void PrintTo(const Entity& entity, std::ostream* out) {
    *out << static_cast<int>(entity.kind) << " at " << entity.offset << " for " << entity.length
         << ' ' << entity.url << entity.language << entity.user;
}

std::string random_text() {
    std::string text;
    const auto chosen = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, pieces.size()));
    for (const std::size_t index : chosen)
        text += pieces[index];
    return text;
}

std::string long_random_text(std::size_t units_max) {
    std::string text;
    const std::size_t wanted = units_max * (2 + below(4));
    const std::size_t used = 1 + below(pieces.size()); // often few kinds, so that borders are rare
    while (text.size() < wanted)
        text += pieces[below(used)];
    return text;
}

FormattedText with_random_entities(std::string text) {
    std::vector<Entity> entities;
    const std::size_t units = utf16_length(text);
    const std::size_t count = below(12);
    for (std::size_t i = 0; i < count; ++i) {
        Entity entity;
        entity.kind = kinds[below(std::size(kinds))];
        entity.offset = below(units + 3);
        entity.length = below(below(2) == 0 ? 12 : units + 3);
        if (entity.kind == EntityKind::text_link) entity.url = "https://example.org/?a=1&b=2";
        if (entity.kind == EntityKind::text_mention) entity.user = 5;
        if (entity.kind == EntityKind::pre && below(2) == 0) entity.language = "c++";
        entities.push_back(std::move(entity));
    }
    entities = nested(text, std::move(entities));
    return {std::move(text), std::move(entities)};
}

std::string fault_of(const FormattedText& formatted) {
    if (!is_valid_utf8(formatted.text)) return "no UTF-8";
    const std::size_t units = utf16_length(formatted.text);
    std::vector<std::size_t> open;
    std::size_t last = 0;
    Utf16Cursor cursor{formatted.text};
    for (const Entity& entity : formatted.entities) {
        const std::size_t end = entity.offset + entity.length;
        if (entity.length == 0) return "an empty entity";
        if (entity.offset < last) return "out of order";
        if (end > units) return "out of range";
        if (!cursor.byte_of(entity.offset) || !cursor.byte_of(end)) return "half a character";
        while (!open.empty() && open.back() <= entity.offset)
            open.pop_back();
        if (!open.empty() && open.back() < end) return "crossing entities";
        open.push_back(end);
        last = entity.offset;
    }
    return {};
}

std::vector<std::size_t> grapheme_borders(std::string_view text) {
    const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())});
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    breaks->setText(wide);
    std::vector<std::size_t> borders;
    Utf16Cursor cursor{text};
    for (std::int32_t at = breaks->first(); at != icu::BreakIterator::DONE; at = breaks->next())
        borders.push_back(cursor.byte_near(static_cast<std::size_t>(at)));
    return borders;
}

} // namespace peerdesk::telegram
