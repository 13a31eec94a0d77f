// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/found_entities.hpp"

#include "tests/fakes/telegram/utf16.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string_view>

namespace peerdesk::telegram_fake {
namespace {

bool is_name_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t name_size(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, is_name_letter);
    return static_cast<std::size_t>(end - text.begin());
}

// A kind and its size in bytes; an empty kind when nothing begins here.
struct Found {
    const char* type = "";
    std::size_t size = 0;
};

Found found_at(std::string_view rest) {
    const std::size_t name = name_size(rest.substr(1));
    if (rest.front() == '/' && name > 0 && name <= 64) {
        std::size_t size = 1 + name;
        if (rest.substr(size).starts_with('@')) {
            const std::size_t bot = name_size(rest.substr(size + 1));
            if (bot >= 3) size += 1 + bot;
        }
        if (size < rest.size() && rest[size] == '/') return {};
        return {"bot_command", size};
    }
    if (rest.front() == '@' && name >= 3 && name <= 32) return {"mention", 1 + name};
    if (rest.front() == '#' && name > 0) return {"hashtag", 1 + name};
    for (const std::string_view scheme : {"https://", "http://", "tg://"}) {
        if (!rest.starts_with(scheme) || rest.size() == scheme.size()) continue;
        std::size_t end = std::min(rest.find_first_of(" \n\t<>\""), rest.size());
        while (end > scheme.size() && std::string_view{".,;:!?)'"}.contains(rest[end - 1]))
            --end;
        if (end > scheme.size()) return {"url", end};
    }
    return {};
}

bool is_taken(const Json& entities, std::int64_t offset, std::int64_t length) {
    return std::ranges::any_of(entities, [&](const Json& entity) {
        const auto begin = entity.at("offset").get<std::int64_t>();
        const auto end = begin + entity.at("length").get<std::int64_t>();
        return offset < end && begin < offset + length;
    });
}

} // namespace

void add_found_entities(FormattedText& formatted) {
    const std::string_view text = formatted.text;
    bool has_added = false;
    for (std::size_t at = text.find_first_of("/@#ht"); at < text.size();
         at = text.find_first_of("/@#ht", at + 1)) {
        // Only at the beginning of a word.
        if (at > 0 && (is_name_letter(text[at - 1]) || static_cast<signed char>(text[at - 1]) < 0 ||
                       std::string_view{"/@#."}.contains(text[at - 1])))
            continue;
        const Found found = found_at(text.substr(at));
        if (found.size == 0) continue;
        const auto offset = static_cast<std::int64_t>(utf16_length(text.substr(0, at)));
        const auto length = static_cast<std::int64_t>(utf16_length(text.substr(at, found.size)));
        if (!is_taken(formatted.entities, offset, length)) {
            formatted.entities.push_back(
                {{"offset", offset}, {"length", length}, {"type", found.type}});
            has_added = true;
        }
        at += found.size - 1;
    }
    if (!has_added) return;
    std::stable_sort(
        formatted.entities.begin(), formatted.entities.end(), [](const Json& a, const Json& b) {
            return a.at("offset").get<std::int64_t>() < b.at("offset").get<std::int64_t>();
        });
}

} // namespace peerdesk::telegram_fake
