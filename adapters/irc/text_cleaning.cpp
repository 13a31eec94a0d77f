// SPDX-License-Identifier: MIT
#include "adapters/irc/text_cleaning.hpp"

#include <unicode/utf8.h>
#include <unicode/utypes.h>

#include <array>
#include <cstdint>

namespace peerdesk::irc {
namespace {

/// CP1252 for 0x80..0x9F; zero where it has a hole.
constexpr std::array<char32_t, 32> cp1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_code_point(std::string& text, UChar32 code) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, code);
    text.append(bytes.data(), length);
}

std::string from_cp1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        char32_t code = byte;
        if (byte >= 0x80 && byte < 0xA0 && cp1252[byte - 0x80U] != 0) code = cp1252[byte - 0x80U];
        append_code_point(text, static_cast<UChar32>(code));
    }
    return text;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Bytes of the digits after "\x03": "d", "dd", "d,d" ... A comma without a digit is text.
std::size_t colour_digits(std::string_view rest) {
    std::size_t used = 0;
    const auto digits = [&rest](std::size_t from) {
        std::size_t count = 0;
        while (count < 2 && from + count < rest.size() && is_digit(rest[from + count]))
            ++count;
        return count;
    };
    used = digits(0);
    if (used == 0 || used >= rest.size() || rest[used] != ',') return used;
    const std::size_t background = digits(used + 1);
    return background == 0 ? used : used + 1 + background;
}

/// Bytes after "\x04": "RRGGBB" or "RRGGBB,RRGGBB".
std::size_t hex_colour_digits(std::string_view rest) {
    const auto six_at = [&rest](std::size_t from) {
        for (std::size_t i = from; i < from + 6; ++i)
            if (i >= rest.size() || !is_hex(rest[i])) return false;
        return true;
    };
    if (!six_at(0)) return 0;
    return rest.size() > 6 && rest[6] == ',' && six_at(7) ? 13 : 6;
}

enum class Newlines { go, stay };

bool is_unwanted(UChar32 code, Newlines newlines) {
    if (code == '\t') return false;
    if (code == '\n') return newlines == Newlines::go;
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || U_IS_UNICODE_NONCHAR(code);
}

/// @param text valid UTF-8
std::string without_codes(std::string_view text, Newlines newlines) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        UChar32 code = 0;
        U8_NEXT_UNSAFE(text, i, code);
        if (code == 0x03) i += colour_digits(text.substr(i));
        if (code == 0x04) i += hex_colour_digits(text.substr(i));
        if (!is_unwanted(code, newlines)) plain.append(text.substr(start, i - start));
    }
    return plain;
}

} // namespace

bool is_valid_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t i = 0; i < size;) {
        UChar32 code = 0;
        U8_NEXT(data, i, size, code); // NOLINT(bugprone-inc-dec-in-conditions): ICU's macro
        if (code < 0) return false;
    }
    return true;
}

std::string clean_text(std::string_view bytes) {
    return is_valid_utf8(bytes) ? without_codes(bytes, Newlines::go)
                                : without_codes(from_cp1252(bytes), Newlines::go);
}

std::string clean_outgoing(std::string_view text) {
    return is_valid_utf8(text) ? without_codes(text, Newlines::stay)
                               : without_codes(from_cp1252(text), Newlines::stay);
}

} // namespace peerdesk::irc
