// SPDX-License-Identifier: MIT
#include "adapters/matrix/html_tokens.hpp"

#include "adapters/matrix/html_entities.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t attributes_max = 32; ///< further ones of a tag are passed over
constexpr std::string_view blanks = " \t\n\r\f";

constexpr std::array<std::string_view, 8> silent_elements{
    "mx-reply", "script", "style", "title", "template", "iframe", "noscript", "object"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_silent(std::string_view name) {
    return std::ranges::find(silent_elements, name) != silent_elements.end();
}

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), to_lower);
    return result;
}

void skip_blanks(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

std::string_view take_until(std::string_view& text, std::string_view ends) {
    const std::string_view taken = text.substr(0, text.find_first_of(ends));
    text.remove_prefix(taken.size());
    return taken;
}

/// What stands behind the '='; false when a quote is never closed.
bool take_value(std::string_view& text, std::string_view& value) {
    if (!text.starts_with('"') && !text.starts_with('\'')) {
        value = take_until(text, " \t\n\r\f>");
        return true;
    }
    const auto end = text.find(text.front(), 1);
    if (end == std::string_view::npos) return false;
    value = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return true;
}

/// Up to behind the '>' of a tag; false when there is none.
bool take_attributes(std::string_view& text, std::vector<HtmlAttribute>& attributes) {
    while (true) {
        skip_blanks(text);
        if (text.empty()) return false;
        if (text.front() == '>') break;
        if (text.front() == '/' || text.front() == '=') {
            text.remove_prefix(1);
            continue;
        }
        const std::string_view name = take_until(text, " \t\n\r\f/>=");
        skip_blanks(text);
        std::string_view value;
        if (text.starts_with('=')) {
            text.remove_prefix(1);
            skip_blanks(text);
            if (!take_value(text, value)) return false;
        }
        if (attributes.size() < attributes_max)
            attributes.push_back({lower(name), decode_entities(value)});
    }
    text.remove_prefix(1);
    return true;
}

/// Where "</name" begins, or npos.
std::size_t close_tag(std::string_view text, std::string_view name) {
    for (auto at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2)) {
        const std::string_view found = text.substr(at + 2, name.size());
        const std::string_view behind = text.substr(std::min(at + 2 + name.size(), text.size()));
        if (std::ranges::equal(found, name, {}, to_lower) && !behind.empty() &&
            std::string_view{"> \t\n\r\f/"}.contains(behind.front()))
            return at;
    }
    return std::string_view::npos;
}

} // namespace

const std::string* HtmlToken::attribute(std::string_view wanted) const {
    const auto found = std::ranges::find(attributes, wanted, &HtmlAttribute::name);
    return found == attributes.end() ? nullptr : &found->value;
}

bool HtmlTokens::next(HtmlToken& token) {
    while (!rest_.empty()) {
        if (has_broken_tag_) return read_text(token, rest_.size());
        const std::size_t text_size = std::min(rest_.find('<'), rest_.size());
        if (text_size > 0) return read_text(token, text_size);
        if (skip_markup()) continue;
        if (!read_tag(token)) continue;
        if (token.kind == HtmlToken::Kind::text || !is_silent(token.name)) return true;
        if (token.kind == HtmlToken::Kind::open) skip_content(token);
    }
    return false;
}

bool HtmlTokens::read_text(HtmlToken& token, std::size_t size) {
    token.kind = HtmlToken::Kind::text;
    token.raw = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
}

/// Passes over a comment or declaration at the beginning of the rest.
bool HtmlTokens::skip_markup() {
    if (!rest_.starts_with("<!") && !rest_.starts_with("<?")) return false;
    const bool is_comment = rest_.starts_with("<!--") && !has_no_comment_end_;
    auto end = is_comment ? rest_.find("-->", 4) : std::string_view::npos;
    if (is_comment && end == std::string_view::npos) has_no_comment_end_ = true;
    if (end != std::string_view::npos)
        end += 3;
    else if (end = rest_.find('>'); end != std::string_view::npos)
        end += 1;
    rest_.remove_prefix(std::min(end, rest_.size()));
    return true;
}

/// At a '<'. False when nothing came of it but a change of the state.
bool HtmlTokens::read_tag(HtmlToken& token) {
    std::string_view text = rest_.substr(1);
    const bool is_close = text.starts_with('/');
    if (is_close) text.remove_prefix(1);
    if (text.empty() || !is_letter(text.front())) return read_text(token, 1);
    token.kind = is_close ? HtmlToken::Kind::close : HtmlToken::Kind::open;
    token.attributes.clear();
    token.name = lower(take_until(text, " \t\n\r\f/>"));
    if (!take_attributes(text, token.attributes)) {
        has_broken_tag_ = true;
        return false;
    }
    rest_ = text;
    return true;
}

/// To the tag that closes an element whose content is nothing to read. A quoted reply that never
/// ends is none; anything else takes all the rest with it, as in browsers.
void HtmlTokens::skip_content(const HtmlToken& token) {
    const bool is_reply = token.name == "mx-reply";
    if (is_reply && has_no_reply_end_) return;
    const auto end = close_tag(rest_, token.name);
    if (is_reply && end == std::string_view::npos)
        has_no_reply_end_ = true;
    else
        rest_.remove_prefix(std::min(end, rest_.size()));
}

} // namespace peerdesk::matrix
