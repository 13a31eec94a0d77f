// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/markup.hpp"

#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/utf16.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::telegram_fake {
namespace {

struct Open {
    std::string mark;     ///< tag or sign that opened it
    std::string type;     ///< of the entity
    std::size_t from = 0; ///< code unit
    std::string url;
};

// What is being put together; entities come out in the order of their beginnings.
struct Draft {
    std::string text;
    std::vector<Open> open;
    std::vector<Json> entities;

    [[nodiscard]] std::size_t units() const { return utf16_length(text); }

    void close() {
        const Open last = open.back();
        open.pop_back();
        const std::size_t length = units() - last.from;
        if (length == 0) return;
        Json entity{{"offset", last.from}, {"length", length}, {"type", last.type}};
        if (last.type == "text_link") entity["url"] = last.url;
        entities.push_back(std::move(entity));
    }

    [[nodiscard]] FormattedText result() {
        std::stable_sort(entities.begin(), entities.end(), [](const Json& a, const Json& b) {
            return a.at("offset").get<int>() < b.at("offset").get<int>();
        });
        return {std::move(text), Json(entities)};
    }
};

Refusal unparsable(const std::string& why) {
    return bad_request("can't parse entities: " + why);
}

using Names = std::pair<std::string_view, std::string_view>;

constexpr std::array<Names, 15> tags{{{"b", "bold"},
                                      {"strong", "bold"},
                                      {"i", "italic"},
                                      {"em", "italic"},
                                      {"u", "underline"},
                                      {"ins", "underline"},
                                      {"s", "strikethrough"},
                                      {"strike", "strikethrough"},
                                      {"del", "strikethrough"},
                                      {"code", "code"},
                                      {"pre", "pre"},
                                      {"blockquote", "blockquote"},
                                      {"tg-spoiler", "spoiler"},
                                      {"span", "spoiler"},
                                      {"a", "text_link"}}};

constexpr std::array<Names, 4> references{{{"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}}};

/// Takes `&lt;` and the like; anything else stays as it is.
std::size_t take_reference(Draft& draft, std::string_view rest) {
    const auto end = rest.find(';');
    const auto name = rest.substr(1, end == std::string_view::npos ? 0 : end - 1);
    const auto known = std::ranges::find(references, name, [](const Names& n) { return n.first; });
    if (known == references.end()) {
        draft.text += '&';
        return 1;
    }
    draft.text += known->second;
    return end + 1;
}

std::size_t take_tag(Draft& draft, std::string_view rest, std::size_t at) {
    const auto end = rest.find('>');
    const std::string offset = std::to_string(at);
    if (end == std::string_view::npos)
        throw unparsable("Unclosed start tag at byte offset " + offset);
    const bool is_end = rest.starts_with("</");
    std::string_view inside = rest.substr(is_end ? 2 : 1, end - (is_end ? 2 : 1));
    const std::string name{inside.substr(0, inside.find(' '))};
    if (is_end) {
        if (draft.open.empty()) throw unparsable("Unexpected end tag at byte offset " + offset);
        if (draft.open.back().mark != name) {
            throw unparsable("Unmatched end tag at byte offset " + offset + ", expected \"</" +
                             draft.open.back().mark + ">\", found \"</" + name + ">\"");
        }
        draft.close();
        return end + 1;
    }
    const auto known = std::ranges::find(tags, name, [](const Names& n) { return n.first; });
    if (known == tags.end())
        throw unparsable("Unsupported start tag \"" + name + "\" at byte offset " + offset);
    Open opened{name, std::string{known->second}, draft.units(), ""};
    if (const auto href = inside.find("href=\""); href != std::string_view::npos) {
        const auto begin = href + 6;
        opened.url = inside.substr(begin, inside.find('"', begin) - begin);
    }
    draft.open.push_back(std::move(opened));
    return end + 1;
}

FormattedText parse_html(std::string_view text) {
    Draft draft;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '<') {
            i += take_tag(draft, text.substr(i), i);
        } else if (text[i] == '&') {
            i += take_reference(draft, text.substr(i));
        } else {
            draft.text += text[i++];
        }
    }
    if (!draft.open.empty()) {
        throw unparsable("Can't find end tag corresponding to start tag \"" +
                         draft.open.back().mark + "\"");
    }
    return draft.result();
}

// Longer signs first.
constexpr std::array<Names, 8> signs{{{"```", "pre"},
                                      {"||", "spoiler"},
                                      {"__", "underline"},
                                      {"*", "bold"},
                                      {"_", "italic"},
                                      {"~", "strikethrough"},
                                      {"`", "code"},
                                      {"[", "text_link"}}};

const Names* sign_at(std::string_view rest, bool is_version_2) {
    const auto found =
        std::ranges::find_if(signs, [&](const Names& n) { return rest.starts_with(n.first); });
    if (found == signs.end()) return nullptr;
    const bool is_new = found->first == "||" || found->first == "__" || found->first == "~";
    return is_new && !is_version_2 ? nullptr : &*found;
}

/// Closes a link at `](url)`; gives how many bytes that took.
std::size_t take_link_end(Draft& draft, std::string_view rest) {
    if (!rest.starts_with("](")) throw unparsable("Can't find end of a URL");
    const auto end = rest.find(')');
    if (end == std::string_view::npos) throw unparsable("Can't find end of a URL");
    draft.open.back().url = rest.substr(2, end - 2);
    draft.close();
    return end + 1;
}

FormattedText parse_markdown(std::string_view text, bool is_version_2) {
    Draft draft;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const bool is_in_code = !draft.open.empty() && draft.open.back().mark.starts_with('`');
        const Names* sign = sign_at(rest, is_version_2);
        if (rest[0] == '\\' && rest.size() > 1 &&
            std::ispunct(static_cast<unsigned char>(rest[1]))) {
            draft.text += rest[1];
            i += 2;
        } else if (rest[0] == ']' && !draft.open.empty() && draft.open.back().mark == "[") {
            i += take_link_end(draft, rest);
        } else if (sign != nullptr && !draft.open.empty() &&
                   draft.open.back().mark == sign->first) {
            draft.close();
            i += sign->first.size();
        } else if (sign != nullptr && !is_in_code) {
            draft.open.push_back(
                {std::string{sign->first}, std::string{sign->second}, draft.units(), ""});
            i += sign->first.size();
        } else if (is_version_2 && !is_in_code &&
                   std::string_view{"()>#+-=|{}.!]"}.contains(rest[0])) {
            throw unparsable("Character '" + std::string{rest[0]} +
                             "' is reserved and must be escaped with the preceding '\\'");
        } else {
            draft.text += text[i++];
        }
    }
    if (!draft.open.empty()) {
        throw unparsable("Can't find end of the entity starting at byte offset " +
                         std::to_string(draft.open.back().from));
    }
    return draft.result();
}

} // namespace

FormattedText parse_markup(const std::string& text, const std::string& parse_mode) {
    std::string mode = parse_mode;
    std::ranges::transform(mode, mode.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (mode == "html") return parse_html(text);
    if (mode == "markdownv2") return parse_markdown(text, true);
    if (mode == "markdown") return parse_markdown(text, false);
    throw bad_request("unsupported parse_mode");
}

} // namespace peerdesk::telegram_fake
