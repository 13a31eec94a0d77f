// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/safe_html.hpp"

#include <unicode/utf.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t attributes_max = 16;
constexpr std::size_t reference_bytes_max = 12;
constexpr std::string_view name_signs = "abcdefghijklmnopqrstuvwxyz0123456789-";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> references{
    {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xc2\xa0"}}};

bool is_void(std::string_view name) {
    return name == "br" || name == "hr" || name == "img";
}

std::string_view take(std::string_view& text, std::size_t size) {
    const std::string_view taken = text.substr(0, size);
    text.remove_prefix(taken.size());
    return taken;
}

std::string_view take_name(std::string_view& text) {
    return take(text, text.find_first_not_of(name_signs));
}

/// The character a number stands for; empty for a control character and for none.
std::string character_of(std::string_view digits) {
    const bool is_hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (is_hexadecimal) digits.remove_prefix(1);
    std::uint32_t code_point = 0;
    const char* const first = digits.data();
    const char* const last = first + digits.size();
    const auto [end, error] = std::from_chars(first, last, code_point, is_hexadecimal ? 16 : 10);
    const bool is_control = code_point < ' ' && code_point != '\n';
    if (error != std::errc{} || end != last || is_control || !U_IS_UNICODE_CHAR(code_point))
        return {};
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, code_point);
    return {bytes.data(), size};
}

/// What stands between '&' and ';' as characters; empty when that is no reference we know.
std::string referred(std::string_view name) {
    if (name.starts_with('#')) return character_of(name.substr(1));
    const auto* const known =
        std::ranges::find(references, name, [](const auto& each) { return each.first; });
    return known == references.end() ? std::string{} : std::string{known->second};
}

std::string decoded(std::string_view raw) {
    std::string text;
    while (!raw.empty()) {
        text += take(raw, raw.find('&'));
        if (raw.empty()) break;
        const std::size_t end = raw.substr(0, reference_bytes_max).find(';');
        std::string character =
            end == std::string_view::npos ? std::string{} : referred(raw.substr(1, end - 1));
        const std::string_view written = take(raw, character.empty() ? 1 : end + 1);
        text += character.empty() ? written : character;
    }
    return text;
}

} // namespace

const std::string* HtmlPiece::attribute(std::string_view wanted) const {
    const auto found =
        std::ranges::find(attributes, wanted, [](const auto& each) { return each.first; });
    return found == attributes.end() ? nullptr : &found->second;
}

bool SafeHtml::next(HtmlPiece& piece) {
    if (rest_.empty() || is_broken_) return false;
    if (rest_.starts_with('<')) {
        is_broken_ = !read_tag(piece);
        return !is_broken_;
    }
    piece.kind = HtmlPiece::Kind::text;
    piece.text = decoded(take(rest_, rest_.find('<')));
    return true;
}

bool SafeHtml::read_tag(HtmlPiece& piece) {
    const bool is_close = rest_.starts_with("</");
    take(rest_, is_close ? 2 : 1);
    piece.kind = is_close ? HtmlPiece::Kind::close : HtmlPiece::Kind::open;
    piece.attributes.clear();
    piece.name = take_name(rest_);
    if (piece.name.empty() || (!is_close && !read_attributes(piece))) return false;
    if (take(rest_, 1) != ">") return false;
    if (is_close) {
        if (open_.empty() || open_.back() != piece.name) return false;
        open_.pop_back();
    } else if (!is_void(piece.name)) {
        if (open_.size() == depth_max) return false;
        open_.push_back(piece.name);
    }
    return true;
}

/// name="value" pairs up to the '>'.
bool SafeHtml::read_attributes(HtmlPiece& piece) {
    while (rest_.starts_with(' ')) {
        rest_.remove_prefix(1);
        const std::string_view name = take_name(rest_);
        if (name.empty() || !rest_.starts_with("=\"")) return false;
        rest_.remove_prefix(2);
        const std::size_t end = rest_.find('"');
        if (end == std::string_view::npos || piece.attributes.size() == attributes_max)
            return false;
        piece.attributes.emplace_back(name, decoded(rest_.substr(0, end)));
        rest_.remove_prefix(end + 1);
    }
    return true;
}

} // namespace peerdesk::telegram
