// SPDX-License-Identifier: MIT
#include "adapters/matrix/json_text.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace peerdesk::matrix {
namespace {

constexpr std::int32_t replacement = 0xfffd;

/// Four hexadecimal digits at `at`, or a negative number.
std::int32_t hex4(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return -1;
    std::uint32_t value = 0;
    const char* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + 4, value, 16);
    return error == std::errc{} && end == begin + 4 ? static_cast<std::int32_t>(value) : -1;
}

/// The code point of the digits at `at`, which moves behind them and a second half; or negative.
std::int32_t escaped_code_point(std::string_view text, std::size_t& at) {
    const std::int32_t unit = hex4(text, at);
    at += 4;
    if (unit < 0 || !U16_IS_SURROGATE(unit)) return unit;
    if (!U16_IS_SURROGATE_LEAD(unit) || text.substr(at, 2) != "\\u") return replacement;
    const std::int32_t second = hex4(text, at + 2);
    if (second < 0 || !U16_IS_TRAIL(second)) return replacement;
    at += 6;
    return U16_GET_SUPPLEMENTARY(unit, second);
}

char single_escape(char letter) {
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case '"':
    case '\\':
    case '/':
        return letter;
    default:
        return '\0';
    }
}

} // namespace

std::size_t text_end(std::string_view bytes, std::size_t at, bool& has_escapes) {
    for (; at < bytes.size(); ++at) {
        if (bytes[at] == '"') return at;
        if (bytes[at] != '\\') continue;
        has_escapes = true;
        ++at;
    }
    return std::string_view::npos;
}

std::size_t container_end(std::string_view bytes, std::size_t at) {
    std::size_t depth = 0;
    for (; at < bytes.size(); ++at) {
        switch (bytes[at]) {
        case '"': {
            bool has_escapes = false;
            at = text_end(bytes, at + 1, has_escapes);
            if (at == std::string_view::npos) return at;
            break;
        }
        case '{':
        case '[':
            ++depth;
            break;
        case '}':
        case ']':
            if (--depth == 0) return at + 1;
            break;
        default:
            break;
        }
    }
    return std::string_view::npos;
}

char* write_unescaped(std::string_view escaped, char* out) {
    for (std::size_t at = 0; at < escaped.size();) {
        const std::size_t backslash = std::min(escaped.find('\\', at), escaped.size());
        std::memcpy(out, escaped.data() + at, backslash - at);
        out += backslash - at;
        if (backslash + 1 >= escaped.size()) break;
        at = backslash + 2;
        const char letter = escaped[backslash + 1];
        if (letter != 'u') {
            *out = single_escape(letter);
            if (*out++ == '\0') return nullptr;
            continue;
        }
        const std::int32_t code_point = escaped_code_point(escaped, at);
        if (code_point < 0) return nullptr;
        std::int32_t written = 0;
        U8_APPEND_UNSAFE(out, written, code_point);
        out += written;
    }
    return out;
}

} // namespace peerdesk::matrix
