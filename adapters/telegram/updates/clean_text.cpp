// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/clean_text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace peerdesk::telegram {
namespace {

/// The character at `at`, which moves behind it.
std::int32_t next_character(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::int32_t character = 0;
    U8_NEXT(bytes, at, text.size(), character); // NOLINT(bugprone-inc-dec-in-conditions): ICU
    return character;
}

bool turns_order(std::int32_t character) {
    return (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

bool is_unwanted(std::int32_t character) {
    const bool is_control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    if (is_control) return character != '\n' && character != '\t';
    return U_IS_UNICODE_NONCHAR(character);
}

/// Whether a text is clean as it is: most are.
bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; });
}

} // namespace

std::string_view cut_text(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && U8_IS_TRAIL(static_cast<std::uint8_t>(text[end])))
        --end;
    return text.substr(0, end);
}

std::string clean_text(std::string_view text) {
    if (is_plain_ascii(text)) return std::string{text};
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const std::int32_t character = next_character(text, at);
        if (character == '\r') {
            if (at == text.size() || text[at] != '\n') result += '\n';
        } else if (character >= 0 && !is_unwanted(character)) {
            result.append(text.substr(begin, at - begin));
        }
    }
    return result;
}

std::string clean_line(std::string_view text, std::size_t bytes_max) {
    std::string result;
    for (std::size_t at = 0; at < text.size() && result.size() < bytes_max;) {
        const std::size_t begin = at;
        const std::int32_t character = next_character(text, at);
        const bool is_gap =
            character == '\n' || character == '\t' || character == '\r' || character == ' ';
        if (is_gap) {
            if (!result.empty()) result += ' ';
        } else if (character >= 0 && !is_unwanted(character) && !turns_order(character)) {
            if (result.size() + (at - begin) > bytes_max) break;
            result.append(text.substr(begin, at - begin));
        }
    }
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
}

} // namespace peerdesk::telegram
