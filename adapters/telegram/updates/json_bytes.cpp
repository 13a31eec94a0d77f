// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/json_bytes.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <unicode/utf16.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view escaped_replacement = "\\ufffd";
constexpr std::size_t escape_size = 6; ///< of \uXXXX

/// The code unit of \uXXXX at `at`; negative when there is none.
std::int32_t unit_at(std::string_view bytes, std::size_t at) {
    if (at + escape_size > bytes.size() || bytes[at] != '\\' || bytes[at + 1] != 'u') return -1;
    std::uint32_t unit = 0;
    const char* digits = bytes.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, unit, 16);
    return error == std::errc{} && end == digits + 4 ? static_cast<std::int32_t>(unit) : -1;
}

void repair_escapes(std::string& bytes) {
    for (std::size_t at = bytes.find('\\'); at != std::string::npos; at = bytes.find('\\', at)) {
        const std::int32_t unit = unit_at(bytes, at);
        if (unit < 0) {
            at += 2; // an escape of one letter
        } else if (!U16_IS_SURROGATE(unit)) {
            at += escape_size;
        } else if (const std::int32_t second = unit_at(bytes, at + escape_size);
                   U16_IS_SURROGATE_LEAD(unit) && second >= 0 && U16_IS_TRAIL(second)) {
            at += 2 * escape_size;
        } else {
            bytes.replace(at, escape_size, escaped_replacement);
            at += escape_size;
        }
    }
}

/// Behind the closing quote of the text whose opening quote stands at `at`.
std::size_t text_end(std::string_view json, std::size_t at) {
    for (++at; at < json.size(); ++at) {
        if (json[at] == '"') return at + 1;
        if (json[at] == '\\') ++at;
    }
    return std::string_view::npos;
}

/// Goes over the brackets from `at` on until they are closed. @return behind the last, or npos
std::size_t brackets_end(std::string_view json, std::size_t at, std::size_t& deepest) {
    std::size_t depth = 0;
    for (; at < json.size(); ++at) {
        switch (json[at]) {
        case '"':
            at = text_end(json, at);
            if (at == std::string_view::npos) return at;
            --at;
            break;
        case '{':
        case '[':
            deepest = std::max(deepest, ++depth);
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

} // namespace

std::string repaired_json(std::string bytes) {
    if (!is_valid_utf8(bytes)) bytes = repaired_utf8(bytes);
    std::ranges::replace_if(bytes, [](unsigned char c) { return c < ' '; }, ' ');
    repair_escapes(bytes);
    return bytes;
}

std::size_t value_end(std::string_view json, std::size_t at) {
    if (at >= json.size()) return std::string_view::npos;
    if (json[at] == '"') return text_end(json, at);
    std::size_t deepest = 0;
    if (json[at] == '{' || json[at] == '[') return brackets_end(json, at, deepest);
    const std::size_t end = std::min(json.find_first_of(",:\"[]{} \n\r\t", at), json.size());
    return end == at ? std::string_view::npos : end;
}

std::size_t skip_blanks(std::string_view json, std::size_t at) {
    return std::min(json.find_first_not_of(" \n\r\t", at), json.size());
}

std::optional<std::vector<JsonMember>> members_of(std::string_view json, std::size_t members_max) {
    std::size_t at = skip_blanks(json, 0);
    if (at == json.size() || json[at] != '{') return std::nullopt;
    std::vector<JsonMember> members;
    while (members.size() < members_max) {
        at = skip_blanks(json, at + 1); // behind '{' or ','
        if (at >= json.size() || json[at] != '"') break;
        const std::size_t name_end = text_end(json, at);
        if (name_end == std::string_view::npos) break;
        const std::string_view name = json.substr(at + 1, name_end - at - 2);
        at = skip_blanks(json, name_end);
        if (at >= json.size() || json[at] != ':') break;
        at = skip_blanks(json, at + 1);
        const std::size_t end = value_end(json, at);
        const bool is_whole = end != std::string_view::npos;
        members.push_back({name, json.substr(at, is_whole ? end - at : end), is_whole});
        if (!is_whole) break;
        at = skip_blanks(json, end);
        if (at >= json.size() || json[at] != ',') break;
    }
    return members;
}

std::size_t nesting_of(std::string_view json) {
    const std::size_t at = skip_blanks(json, 0);
    std::size_t deepest = 0;
    if (at < json.size() && (json[at] == '{' || json[at] == '[')) brackets_end(json, at, deepest);
    return deepest;
}

} // namespace peerdesk::telegram
