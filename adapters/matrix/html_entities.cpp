// SPDX-License-Identifier: MIT
#include "adapters/matrix/html_entities.hpp"

#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/html.hpp"

#include <unicode/utf.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t reference_bytes_max = 34; ///< the longest name of HTML and its brackets

struct Named {
    std::string_view name;
    std::string_view text;
};

// The ones that people's programs write in chats.
constexpr Named names[] = {
    {"amp", "&"},         {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
    {"nbsp", "\xc2\xa0"}, {"copy", "©"},   {"reg", "®"},    {"trade", "™"},  {"hellip", "…"},
    {"mdash", "—"},       {"ndash", "–"},  {"lsquo", "‘"},  {"rsquo", "’"},  {"sbquo", "‚"},
    {"ldquo", "“"},       {"rdquo", "”"},  {"bdquo", "„"},  {"laquo", "«"},  {"raquo", "»"},
    {"lsaquo", "‹"},      {"rsaquo", "›"}, {"bull", "•"},   {"middot", "·"}, {"euro", "€"},
    {"pound", "£"},       {"cent", "¢"},   {"deg", "°"},    {"times", "×"},  {"divide", "÷"},
    {"plusmn", "±"},      {"frac12", "½"}, {"para", "¶"},   {"sect", "§"},   {"larr", "←"},
    {"rarr", "→"},        {"szlig", "ß"},  {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},
    {"Auml", "Ä"},        {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"eacute", "é"}, {"egrave", "è"},
    {"agrave", "à"},      {"ccedil", "ç"}, {"ntilde", "ñ"}, {"aring", "å"},  {"iexcl", "¡"},
    {"iquest", "¿"},
};

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string text_of(std::uint32_t code_point) {
    constexpr std::uint32_t replacement = 0xfffd;
    if (code_point == 0 || code_point > 0x10ffff || U_IS_SURROGATE(code_point))
        code_point = replacement;
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, code_point);
    return clean_text({bytes, static_cast<std::size_t>(length)});
}

/// What stands between '&' and ';'.
struct Reference {
    std::size_t size = 0; ///< with both; 0: it is no reference
    bool is_known = false;
    std::string text; ///< what it stands for
};

Reference numeric_reference(std::string_view digits, std::size_t size) {
    const bool is_hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (is_hexadecimal) digits.remove_prefix(1);
    std::uint32_t code_point = 0;
    const char* const first = digits.data();
    const char* const digits_end = first + digits.size();
    const auto [end, error] =
        std::from_chars(first, digits_end, code_point, is_hexadecimal ? 16 : 10);
    if (digits.empty() || end != digits_end) return {};
    if (error != std::errc{}) code_point = 0; // too large a number
    return {size, true, text_of(code_point)};
}

/// The reference that begins with the '&' at the beginning of `raw`.
Reference reference_at(std::string_view raw) {
    const std::size_t end = raw.substr(0, reference_bytes_max).find(';');
    if (end == std::string_view::npos || end < 2) return {};
    const std::string_view name = raw.substr(1, end - 1);
    if (name.starts_with('#')) return numeric_reference(name.substr(1), end + 1);
    if (!std::ranges::all_of(name, is_alphanumeric)) return {};
    const auto* const known = std::ranges::find(names, name, &Named::name);
    if (known == std::end(names)) return {end + 1, false, std::string{raw.substr(0, end + 1)}};
    return {end + 1, true, std::string{known->text}};
}

/// Puts `raw` together anew: `write` gets each stretch of plain text and each known character.
template <class Write>
std::string rewritten(std::string_view raw, Write write) {
    std::string result;
    result.reserve(raw.size());
    while (!raw.empty()) {
        const std::size_t ampersand = std::min(raw.find('&'), raw.size());
        write(result, raw.substr(0, ampersand));
        raw.remove_prefix(ampersand);
        if (raw.empty()) break;
        const Reference reference = reference_at(raw);
        if (reference.size == 0)
            write(result, raw.substr(0, 1));
        else if (reference.is_known)
            write(result, reference.text);
        else
            result += reference.text;
        raw.remove_prefix(std::max<std::size_t>(reference.size, 1));
    }
    return result;
}

} // namespace

std::string decode_entities(std::string_view raw) {
    return rewritten(raw, [](std::string& out, std::string_view text) { out += text; });
}

std::string normal_text(std::string_view raw) {
    return rewritten(raw, [](std::string& out, std::string_view text) {
        for (const char c : text) {
            if (c == '&')
                out += "&amp;";
            else if (c == '<')
                out += "&lt;";
            else if (c == '>')
                out += "&gt;";
            else
                out += c;
        }
    });
}

std::string escape_html(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        case '\n':
            result += "<br>";
            break;
        default:
            result += c;
        }
    }
    return result;
}

} // namespace peerdesk::matrix
