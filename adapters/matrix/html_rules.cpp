// SPDX-License-Identifier: MIT
#include "adapters/matrix/html_rules.hpp"

#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/html.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t value_bytes_max = 2'048;
constexpr std::size_t digits_max = 9;
constexpr std::size_t language_bytes_max = 64;

constexpr HtmlElement block(std::string_view name) {
    return {.name = name, .is_block = true};
}
constexpr HtmlElement plain_block(std::string_view name) {
    return {.name = name, .is_block = true, .is_form = false};
}
constexpr HtmlElement inside(std::string_view name) {
    return {.name = name};
}

constexpr auto elements = [] {
    std::array list{inside("del"),      block("h1"),    block("h2"),      block("h3"),
                    block("h4"),        block("h5"),    block("h6"),      block("blockquote"),
                    plain_block("p"),   inside("a"),    block("ul"),      block("ol"),
                    inside("sup"),      inside("sub"),  block("li"),      inside("b"),
                    inside("i"),        inside("u"),    inside("strong"), inside("em"),
                    inside("s"),        inside("code"), inside("hr"),     inside("br"),
                    plain_block("div"), block("table"), block("thead"),   block("tbody"),
                    block("tr"),        inside("th"),   inside("td"),     block("caption"),
                    block("pre"),       inside("span"), inside("img"),    block("details"),
                    block("summary")};
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i].index = i;
        if (list[i].name == "hr" || list[i].name == "br" || list[i].name == "img")
            list[i].is_void = true;
        if (list[i].name == "hr") list[i].is_block = true;
        if (list[i].name == "br") list[i].is_form = false;
    }
    return list;
}();
static_assert(elements.size() == html_elements_count);

constexpr std::array<std::string_view, 5> schemes{"http", "https", "ftp", "mailto", "magnet"};

constexpr std::array<std::string_view, 4> person_links{
    "https://matrix.to/#/@", "https://matrix.to/#/%40", "http://matrix.to/#/@",
    "http://matrix.to/#/%40"};

bool equals_lower(std::string_view text, std::string_view wanted) {
    return std::ranges::equal(text, wanted, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.size() <= digits_max &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_whole_number(std::string_view text) {
    return is_digits(text.starts_with('-') ? text.substr(1) : text);
}

bool is_color(std::string_view text) {
    return text.size() == 7 && text.starts_with('#') &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

bool is_media(std::string_view text) {
    return text.starts_with("mxc://") && !text.contains(' ');
}

bool is_any(std::string_view) {
    return true;
}

bool is_new_window(std::string_view text) {
    return text == "_blank";
}

/// "language-…" among the classes; empty when there is none.
std::string language_class(std::string_view classes) {
    while (!classes.empty()) {
        const std::string_view name = classes.substr(0, classes.find(' '));
        const bool is_safe = std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   std::string_view{"-_+.#"}.contains(c);
        });
        if (name.starts_with("language-") && is_safe && name.size() <= language_bytes_max)
            return std::string{name};
        classes.remove_prefix(std::min(name.size() + 1, classes.size()));
    }
    return {};
}

void write(std::string& out, std::string_view name, std::string_view value) {
    out.append(" ").append(name).append("=\"").append(escape_html(value)).append("\"");
}

struct AttributeRule {
    std::string_view element;
    std::string_view name;
    bool (*is_allowed)(std::string_view value);
};

constexpr AttributeRule rules[] = {
    {"span", "data-mx-bg-color", is_color},
    {"span", "data-mx-color", is_color},
    {"span", "data-mx-spoiler", is_any},
    {"span", "data-mx-maths", is_any},
    {"a", "target", is_new_window},
    {"img", "src", is_media},
    {"img", "alt", is_any},
    {"img", "title", is_any},
    {"img", "width", is_digits},
    {"img", "height", is_digits},
    {"ol", "start", is_whole_number},
    {"div", "data-mx-maths", is_any},
};

} // namespace

const HtmlElement* html_element(std::string_view name) {
    if (name == "strike") name = "s";
    const auto* const found = std::ranges::find(elements, name, &HtmlElement::name);
    return found == elements.end() ? nullptr : found;
}

std::string safe_attributes(const HtmlElement& element, const HtmlToken& token) {
    std::string result;
    if (token.attributes.empty()) return result;
    if (element.name == "a")
        if (const std::string link = safe_link(token); !link.empty()) write(result, "href", link);
    if (element.name == "code")
        if (const std::string* classes = token.attribute("class"))
            if (const std::string name = language_class(*classes); !name.empty())
                write(result, "class", name);
    for (const AttributeRule& rule : rules) {
        if (rule.element != element.name) continue;
        const std::string* given = token.attribute(rule.name);
        if (given == nullptr || given->size() > value_bytes_max) continue;
        const std::string value = clean_line(*given, value_bytes_max);
        if (rule.is_allowed(value)) write(result, rule.name, value);
    }
    return result;
}

std::string safe_link(const HtmlToken& token) {
    const std::string* given = token.attribute("href");
    if (given == nullptr || given->size() > value_bytes_max) return {};
    std::string link = clean_line(*given, value_bytes_max);
    const std::string_view scheme = std::string_view{link}.substr(0, link.find(':'));
    const bool is_allowed =
        scheme.size() < link.size() &&
        std::ranges::any_of(schemes, [&](auto known) { return equals_lower(scheme, known); });
    const bool is_person = std::ranges::any_of(
        person_links, [&](std::string_view begin) { return link.starts_with(begin); });
    return is_allowed && !is_person ? link : std::string{};
}

std::string image_words(const HtmlToken& token) {
    for (const char* name : {"alt", "title"})
        if (const std::string* words = token.attribute(name); words != nullptr && !words->empty())
            return clean_line(*words, value_bytes_max);
    return {};
}

} // namespace peerdesk::matrix
