// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/formatted_text.hpp"

#include "tests/fakes/telegram/found_entities.hpp"
#include "tests/fakes/telegram/markup.hpp"
#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/utf16.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t entity_bound_max = 1'000'000;

std::int64_t number(const Json& entity, const char* name) {
    const Json& value = entity.at(name);
    return value.is_string() ? std::stoll(value.get<std::string>()) : value.get<std::int64_t>();
}

void check_bounds(const Json& entity) {
    for (const char* name : {"offset", "length"}) {
        const auto value = number(entity, name);
        if (value < 0 || value > entity_bound_max) {
            throw bad_request(std::string{"receive an entity with incorrect "} + name + " " +
                              std::to_string(value));
        }
    }
}

void check_place(const std::string& text, std::size_t size, std::size_t begin, std::size_t end) {
    const std::string at = "at UTF-16 offset ";
    if (begin > size)
        throw bad_request("entity begins after the end of the text " + at + std::to_string(begin));
    if (end > size) {
        throw bad_request("entity beginning " + at + std::to_string(begin) +
                          " ends after the end of the text " + at + std::to_string(end));
    }
    if (!byte_of(text, begin)) {
        throw bad_request("entity begins in a middle of a UTF-16 symbol at byte offset " +
                          std::to_string(byte_inside(text, begin)));
    }
    if (!byte_of(text, end)) {
        throw bad_request("entity beginning " + at + std::to_string(begin) +
                          " ends in a middle of a UTF-16 symbol at byte offset " +
                          std::to_string(byte_inside(text, end)));
    }
}

/// The entities that say something, in order; empty ones are dropped.
Json checked(const std::string& text, const Json& entities) {
    Json kept = Json::array();
    if (!entities.is_array() || entities.empty()) return kept;
    const std::size_t size = utf16_length(text);
    for (Json entity : entities) {
        check_bounds(entity);
        const auto offset = number(entity, "offset");
        const auto length = number(entity, "length");
        if (length == 0) continue;
        check_place(text, size, static_cast<std::size_t>(offset),
                    static_cast<std::size_t>(offset + length));
        if (entity.at("type") == "text_link" && !entity.contains("url"))
            throw bad_request("can't parse MessageEntity: Can't find field \"url\"");
        entity["offset"] = offset;
        entity["length"] = length;
        kept.push_back(std::move(entity));
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Json& a, const Json& b) {
        return a.at("offset").get<std::int64_t>() < b.at("offset").get<std::int64_t>();
    });
    return kept;
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Blanks at both ends go, at the beginning only those before the first entity.
void trim(FormattedText& formatted) {
    std::string& text = formatted.text;
    while (!text.empty() && is_blank(text.back()))
        text.pop_back();
    std::size_t blanks = 0;
    while (blanks < text.size() && is_blank(text[blanks]))
        ++blanks;
    if (!formatted.entities.empty())
        blanks = std::min(blanks, formatted.entities.front().at("offset").get<std::size_t>());
    text.erase(0, blanks);
    if (formatted.entities.empty()) return;
    const auto size = static_cast<std::int64_t>(utf16_length(text));
    Json kept = Json::array();
    for (Json& entity : formatted.entities) {
        const auto offset =
            entity.at("offset").get<std::int64_t>() - static_cast<std::int64_t>(blanks);
        const auto end = std::min(offset + entity.at("length").get<std::int64_t>(), size);
        if (end <= offset) continue;
        entity["offset"] = offset;
        entity["length"] = end - offset;
        kept.push_back(std::move(entity));
    }
    formatted.entities = std::move(kept);
}

} // namespace

FormattedText formatted(const std::string& text, const std::string& parse_mode,
                        const Json& entities) {
    FormattedText made =
        parse_mode.empty() ? FormattedText{text, Json::array()} : parse_markup(text, parse_mode);
    if (parse_mode.empty()) made.entities = checked(text, entities);
    std::ranges::replace_if(made.text, [](char c) { return c >= 0 && c < ' ' && c != '\n'; }, ' ');
    trim(made);
    add_found_entities(made);
    return made;
}

FormattedText typed(const std::string& text, const Json& entities) {
    FormattedText made{text, entities.is_array() ? entities : Json::array()};
    add_found_entities(made);
    return made;
}

} // namespace peerdesk::telegram_fake
