// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/utf16.hpp"

#include <algorithm>

namespace peerdesk::telegram_fake {
namespace {

unsigned char at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

bool is_tail(std::string_view text, std::size_t i) {
    return i < text.size() && (at(text, i) & 0xC0) == 0x80;
}

// Bytes of the character at `i`, 0 when it is none.
std::size_t character_size(std::string_view text, std::size_t i) {
    const unsigned char first = at(text, i);
    if (first < 0x80) return 1;
    const auto tails = [&](std::size_t count) {
        for (std::size_t k = 1; k <= count; ++k)
            if (!is_tail(text, i + k)) return false;
        return true;
    };
    if (first >= 0xC2 && first <= 0xDF) return tails(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!tails(2)) return 0;
        const unsigned char second = at(text, i + 1);
        const bool is_overlong = first == 0xE0 && second < 0xA0;
        const bool is_surrogate = first == 0xED && second >= 0xA0;
        return is_overlong || is_surrogate ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!tails(3)) return 0;
        const unsigned char second = at(text, i + 1);
        return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
    }
    return 0;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
}

} // namespace

bool is_utf8(std::string_view text) {
    if (is_ascii(text)) return true;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t size = character_size(text, i);
        if (size == 0) return false;
        i += size;
    }
    return true;
}

std::size_t utf16_length(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!is_tail(text, i)) length += at(text, i) >= 0xF0 ? 2 : 1;
    return length;
}

std::optional<std::size_t> byte_of(std::string_view text, std::size_t offset) {
    std::size_t units = 0;
    std::size_t i = 0;
    while (i < text.size() && units < offset) {
        units += at(text, i) >= 0xF0 ? 2 : 1;
        ++i;
        while (is_tail(text, i))
            ++i;
    }
    if (units != offset) return std::nullopt;
    return i;
}

std::size_t byte_inside(std::string_view text, std::size_t offset) {
    return byte_of(text, offset - 1).value_or(text.size());
}

} // namespace peerdesk::telegram_fake
