// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/from_html.hpp"

#include "adapters/telegram/text/line_writer.hpp"
#include "adapters/telegram/text/links.hpp"
#include "adapters/telegram/text/safe_html.hpp"
#include "adapters/telegram/text/utf16.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t indented_depth_max = 5;
constexpr std::string_view rule = "———";
constexpr std::string_view language_class = "language-";

struct Element {
    std::string_view name;
    std::optional<EntityKind> kind{};
    bool is_block = false;
};

constexpr std::array elements{
    Element{"b", EntityKind::bold},
    Element{"strong", EntityKind::bold},
    Element{"i", EntityKind::italic},
    Element{"em", EntityKind::italic},
    Element{"u", EntityKind::underline},
    Element{"s", EntityKind::strikethrough},
    Element{"del", EntityKind::strikethrough},
    Element{"strike", EntityKind::strikethrough},
    Element{"code", EntityKind::code},
    Element{"pre", EntityKind::pre, true},
    Element{"blockquote", EntityKind::blockquote, true},
    Element{"h1", EntityKind::bold, true},
    Element{"h2", EntityKind::bold, true},
    Element{"h3", EntityKind::bold, true},
    Element{"h4", EntityKind::bold, true},
    Element{"h5", EntityKind::bold, true},
    Element{"h6", EntityKind::bold, true},
    Element{"p", {}, true},
    Element{"div", {}, true},
    Element{"ul", {}, true},
    Element{"ol", {}, true},
    Element{"li", {}, true},
    Element{"hr", {}, true},
    Element{"table", {}, true},
    Element{"thead", {}, true},
    Element{"tbody", {}, true},
    Element{"tr", {}, true},
    Element{"caption", {}, true},
    Element{"details", {}, true},
    Element{"summary", {}, true},
};

Element element_of(std::string_view name) {
    const auto* const found = std::ranges::find(elements, name, &Element::name);
    return found == elements.end() ? Element{name} : *found;
}

std::optional<Entity> entity_of(const Element& element, const HtmlPiece& piece) {
    Entity entity;
    if (element.kind) {
        entity.kind = *element.kind;
        return entity;
    }
    if (piece.name == "span" && piece.attribute("data-mx-spoiler") != nullptr) {
        entity.kind = EntityKind::spoiler;
        return entity;
    }
    const std::string* address = piece.name == "a" ? piece.attribute("href") : nullptr;
    if (address == nullptr) return std::nullopt;
    entity.kind = EntityKind::text_link;
    entity.url = followable(*address);
    if (entity.url.empty()) return std::nullopt;
    return entity;
}

class Reader {
  public:
    void take(const HtmlPiece& piece) {
        switch (piece.kind) {
        case HtmlPiece::Kind::text:
            return pre_ > 0 ? lines_.write_as_is(piece.text) : lines_.write(piece.text);
        case HtmlPiece::Kind::open:
            return open(piece);
        case HtmlPiece::Kind::close:
            return close(piece.name);
        }
    }

    FormattedText finish() { return lines_.finish(); }

  private:
    struct List {
        bool is_numbered;
        std::int64_t next;
    };

    void open(const HtmlPiece& piece) {
        const Element element = element_of(piece.name);
        if (element.is_block) lines_.end_line();
        if (piece.name == "br") return lines_.break_line();
        if (piece.name == "img") return write_image(piece);
        if (piece.name == "hr") {
            lines_.write_as_is(rule);
            return lines_.end_line();
        }
        if (piece.name == "td" || piece.name == "th") {
            if (!lines_.is_at_begin()) lines_.write(" | ");
        } else if (piece.name == "ul" || piece.name == "ol") {
            open_list(piece);
        } else if (piece.name == "li") {
            lines_.set_sign(next_sign());
        } else if (piece.name == "pre") {
            ++pre_;
            lines_.set_sign({});
            indent();
        } else if (piece.name == "code") {
            note_language(piece);
        }
        lines_.begin_mark(pre_ > 0 && piece.name != "pre" ? std::nullopt
                                                          : entity_of(element, piece));
    }

    void close(std::string_view name) {
        if (name == "a") end_link();
        lines_.end_mark();
        if (name == "pre" && --pre_ == 0) indent();
        if (element_of(name).is_block) lines_.end_line();
        if (name == "li") lines_.set_sign({});
        if (name != "ul" && name != "ol") return;
        lists_.pop_back();
        indent();
    }

    void write_image(const HtmlPiece& piece) {
        for (const char* name : {"alt", "title"}) {
            const std::string* words = piece.attribute(name);
            if (words != nullptr && !words->empty()) return lines_.write(*words);
        }
    }

    void open_list(const HtmlPiece& piece) {
        List list{piece.name == "ol", 1};
        std::int32_t first = 1;
        if (const std::string* start = piece.attribute("start"))
            std::from_chars(start->data(), start->data() + start->size(), first);
        list.next = first;
        lists_.push_back(list);
        indent();
    }

    void indent() {
        const std::size_t depth = std::min(lists_.size(), indented_depth_max);
        // Within code every blank says something.
        lines_.set_indentation(depth < 2 || pre_ > 0 ? 0 : 2 * (depth - 1));
    }

    std::string next_sign() {
        if (lists_.empty() || !lists_.back().is_numbered) return "- ";
        return std::to_string(lists_.back().next++) + ". ";
    }

    /// <pre><code class="language-…"> is how the language of a block of code is told.
    void note_language(const HtmlPiece& piece) {
        const std::string* name = piece.attribute("class");
        Entity* block = lines_.mark();
        if (block != nullptr && block->kind == EntityKind::pre && name != nullptr &&
            name->starts_with(language_class))
            block->language = name->substr(language_class.size());
    }

    /// An address that nothing stands for is written itself; one that the server would not take
    /// for a link follows in brackets.
    void end_link() {
        const Entity* link = lines_.mark();
        if (link == nullptr || pre_ > 0) return;
        const std::string address = link->url;
        const std::string text{lines_.marked()};
        if (!text.empty() && text != address && is_web_address(address)) return;
        lines_.drop_mark();
        if (text.empty()) return lines_.write_as_is(address);
        if (text == address || "mailto:" + text == address) return;
        lines_.write((lines_.is_at_begin() ? "(" : " (") + address + ")");
    }

    LineWriter lines_;
    std::vector<List> lists_;
    std::size_t pre_ = 0;
};

FormattedText plain_form(std::string_view plain) {
    return trimmed({is_valid_utf8(plain) ? std::string{plain} : repaired_utf8(plain), {}});
}

} // namespace

FormattedText from_html(std::string_view html, std::string_view plain) {
    if (html.empty() || html.size() > html_bytes_max || !is_valid_utf8(html))
        return plain_form(plain);
    Reader reader;
    SafeHtml pieces{html};
    HtmlPiece piece;
    while (pieces.next(piece))
        reader.take(piece);
    FormattedText formatted = pieces.is_whole() ? reader.finish() : FormattedText{};
    return formatted.text.empty() ? plain_form(plain) : std::move(formatted);
}

} // namespace peerdesk::telegram
