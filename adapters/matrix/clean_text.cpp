// SPDX-License-Identifier: MIT
#include "adapters/matrix/clean_text.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// Where the first byte above 0x7f stands, or the size.
std::size_t ascii_end(std::string_view text, std::size_t at) {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80)
        ++at;
    return at;
}

/// The code point at `at`, which moves behind it; negative when the bytes are none.
std::int32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::int32_t code_point = 0;
    U8_NEXT(bytes, at, text.size(), code_point); // NOLINT(bugprone-inc-dec-in-conditions): ICU
    return code_point;
}

bool turns_order(std::int32_t code_point) {
    return (code_point >= 0x202a && code_point <= 0x202e) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

bool is_unwanted(std::int32_t code_point) {
    const bool is_control = code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
    if (is_control) return code_point != '\n' && code_point != '\t';
    return U_IS_UNICODE_NONCHAR(code_point);
}

/// Whether a text is clean as it is: most are.
bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; });
}

} // namespace

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t at = ascii_end(bytes, 0); at < bytes.size(); at = ascii_end(bytes, at))
        if (next_code_point(bytes, at) < 0) return false;
    return true;
}

std::string repaired_utf8(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size() + replacement.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t begin = at;
        at = ascii_end(bytes, at);
        result.append(bytes.substr(begin, at - begin));
        if (at == bytes.size()) break;
        const std::size_t before = at;
        if (next_code_point(bytes, at) < 0)
            result += replacement;
        else
            result.append(bytes.substr(before, at - before));
    }
    return result;
}

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
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point == '\r') {
            if (at == text.size() || text[at] != '\n') result += '\n';
        } else if (code_point >= 0 && !is_unwanted(code_point)) {
            result.append(text.substr(begin, at - begin));
        }
    }
    return result;
}

std::string clean_line(std::string_view text, std::size_t bytes_max) {
    std::string result;
    for (std::size_t at = 0; at < text.size() && result.size() < bytes_max;) {
        const std::size_t begin = at;
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point == '\n' || code_point == '\t' || code_point == '\r' || code_point == ' ') {
            if (!result.empty()) result += ' ';
        } else if (code_point >= 0 && !is_unwanted(code_point) && !turns_order(code_point)) {
            if (result.size() + (at - begin) > bytes_max) break;
            result.append(text.substr(begin, at - begin));
        }
    }
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
}

} // namespace peerdesk::matrix
