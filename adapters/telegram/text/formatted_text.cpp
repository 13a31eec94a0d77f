// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/formatted_text.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <tuple>

namespace peerdesk::telegram {
namespace {

std::size_t end_of(const Entity& entity) {
    return entity.offset + entity.length;
}

/// Whichever begins first, and of those the longest.
struct Order {
    bool operator()(const Entity& a, const Entity& b) const {
        return std::tuple{a.offset, b.length, a.kind} < std::tuple{b.offset, a.length, b.kind};
    }
};

/// For each unit and the end of the text, whether a character begins there.
std::vector<bool> beginnings(std::string_view text) {
    std::vector<bool> begins;
    begins.reserve(text.size() + 1);
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (U8_IS_TRAIL(byte)) continue;
        begins.push_back(true);
        if (byte >= 0xf0) begins.push_back(false);
    }
    begins.push_back(true);
    return begins;
}

bool is_code(EntityKind kind) {
    return kind == EntityKind::code || kind == EntityKind::pre;
}

bool is_quote(EntityKind kind) {
    return kind == EntityKind::blockquote || kind == EntityKind::expandable_blockquote;
}

bool is_link(EntityKind kind) {
    return kind == EntityKind::text_link || kind == EntityKind::text_mention ||
           kind == EntityKind::url;
}

bool can_stand_in(const Entity& outer, const Entity& inner) {
    return !is_code(outer.kind) && outer.kind != inner.kind &&
           !(is_quote(outer.kind) && is_quote(inner.kind)) &&
           !(is_link(outer.kind) && is_link(inner.kind));
}

bool is_block(EntityKind kind) {
    return kind == EntityKind::pre || is_quote(kind);
}

constexpr std::string_view blanks = " \n";

/// Leaves blanks at its ends out; how a block's first line is indented is part of it. False when
/// nothing else is left.
bool narrow(Entity& entity, std::string_view text, Utf16Cursor& cursor) {
    const std::size_t begin = cursor.byte_near(entity.offset);
    const std::size_t end = cursor.byte_near(end_of(entity));
    std::size_t first = text.find_first_not_of(blanks, begin);
    if (first >= end) return false;
    const std::size_t last = text.find_last_not_of(blanks, end - 1) + 1;
    if (is_block(entity.kind)) {
        const std::string_view before = text.substr(begin, first - begin);
        first = begin + before.rfind('\n') + 1; // npos + 1 is 0
    }
    entity.offset += first - begin;
    entity.length -= (first - begin) + (end - last);
    return true;
}

/// Entities that cross once they are narrowed are cut, and their pieces narrowed again.
std::vector<Entity> narrowed(std::string_view text, std::vector<Entity> entities) {
    Utf16Cursor cursor{text};
    while (true) {
        std::vector<Entity> before = entities;
        std::erase_if(entities, [&](Entity& entity) { return !narrow(entity, text, cursor); });
        entities = nested(text, std::move(entities));
        if (entities == before) return entities;
    }
}

bool is_invisible(std::int32_t code_point) {
    constexpr std::int32_t braille_blank = 0x2800;
    return u_isUWhiteSpace(code_point) != 0 || code_point == braille_blank ||
           u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
           u_charType(code_point) == U_CONTROL_CHAR;
}

} // namespace

std::vector<Entity> nested(std::string_view text, std::vector<Entity> entities) {
    if (entities.empty()) return entities;
    const std::vector<bool> begins = beginnings(text);
    const auto is_within = [&](const Entity& entity) {
        return entity.length > 0 && entity.offset < begins.size() &&
               entity.length < begins.size() - entity.offset && begins[entity.offset] &&
               begins[end_of(entity)];
    };
    std::erase_if(entities, [&](const Entity& entity) { return !is_within(entity); });
    std::multiset<Entity, Order> waiting(entities.begin(), entities.end());
    while (waiting.size() > entities_max)
        waiting.erase(std::prev(waiting.end()));
    std::vector<Entity> result;
    std::vector<Entity> open;
    while (!waiting.empty() && result.size() < entities_max) {
        Entity entity = std::move(waiting.extract(waiting.begin()).value());
        while (!open.empty() && end_of(open.back()) <= entity.offset)
            open.pop_back();
        if (!open.empty() && end_of(open.back()) < end_of(entity)) {
            Entity rest = entity;
            rest.offset = end_of(open.back());
            rest.length = end_of(entity) - rest.offset;
            entity.length -= rest.length;
            // Both in their order among the others.
            waiting.insert(std::move(rest));
            waiting.insert(std::move(entity));
            continue;
        }
        const bool may_stand = std::ranges::all_of(
            open, [&](const Entity& outer) { return can_stand_in(outer, entity); });
        if (!may_stand) continue;
        open.push_back(entity);
        result.push_back(std::move(entity));
    }
    return result;
}

std::vector<Entity> between(const std::vector<Entity>& entities, std::size_t begin,
                            std::size_t end) {
    std::vector<Entity> result;
    for (const Entity& entity : entities) {
        const std::size_t first = std::max(entity.offset, begin);
        const std::size_t last = std::min(end_of(entity), end);
        if (first >= last) continue;
        result.push_back(entity);
        result.back().offset = first - begin;
        result.back().length = last - first;
    }
    return result;
}

FormattedText trimmed(const FormattedText& formatted) {
    FormattedText result = formatted;
    std::string& text = result.text;
    for (char& c : text)
        if (static_cast<std::uint8_t>(c) < ' ' && c != '\n') c = ' ';
    result.entities = narrowed(text, std::move(result.entities));
    // A blank is one byte and one unit.
    std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    if (!result.entities.empty()) begin = std::min(begin, result.entities.front().offset);
    text.erase(std::min(text.find_last_not_of(blanks) + 1, text.size()));
    text.erase(0, begin);
    for (Entity& entity : result.entities)
        entity.offset -= begin;
    return result;
}

bool is_blank(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        std::int32_t code_point = 0;
        U8_NEXT(bytes, at, text.size(), code_point); // NOLINT(bugprone-inc-dec-in-conditions): ICU
        if (code_point < 0 || !is_invisible(code_point)) return false;
    }
    return true;
}

} // namespace peerdesk::telegram
