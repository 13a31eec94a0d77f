// SPDX-License-Identifier: MIT
#include "adapters/matrix/html.hpp"

#include "adapters/matrix/html_entities.hpp"
#include "adapters/matrix/html_rewriting.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t nesting_shown_max = 5; ///< deeper quotations and lists look like this

/// Writes words and line breaks; a line's beginning (quotation marks, list signs) is written with
/// its first word, so that elements without words leave nothing.
class PlainText {
  public:
    void text(std::string_view raw) { write_text(decode_entities(raw)); }

    void open(const HtmlElement& element, const HtmlToken& token) {
        const std::string_view name = element.name;
        if (element.is_block) end_line();
        if (name == "br") break_line();
        if (name == "pre") ++pre_;
        if (name == "blockquote") ++quotes_;
        if (name == "img") write_word(image_words(token));
        if ((name == "td" || name == "th") && !is_at_begin()) out_ += " | ";
        if (name == "ul") lists_.push_back({false, 1});
        if (name == "ol") lists_.push_back({true, first_number(token)});
        if (name == "li") begin_item();
        if (name == "a") {
            end_link();
            if (is_at_begin()) begin_line();
            link_ = safe_link(token);
            link_begin_ = out_.size();
        }
    }

    void close(const HtmlElement& element) {
        const std::string_view name = element.name;
        if (name == "a") end_link();
        if (element.is_block) end_line();
        if (name == "pre" && pre_ > 0) --pre_;
        if (name == "blockquote" && quotes_ > 0) --quotes_;
        if ((name == "ul" || name == "ol") && !lists_.empty()) lists_.pop_back();
        if (name == "li") sign_.clear();
    }

    std::string finish() {
        end_link();
        trim_line();
        while (out_.ends_with('\n'))
            out_.pop_back();
        return std::move(out_);
    }

  private:
    struct List {
        bool is_numbered;
        std::int64_t next;
    };

    static std::int64_t first_number(const HtmlToken& token) {
        std::int32_t number = 1;
        if (const std::string* start = token.attribute("start"))
            std::from_chars(start->data(), start->data() + start->size(), number);
        return number;
    }

    void begin_item() {
        sign_ = "- ";
        if (!lists_.empty() && lists_.back().is_numbered)
            sign_ = std::to_string(lists_.back().next++) + ". ";
    }

    [[nodiscard]] bool is_at_begin() const { return out_.empty() || out_.ends_with('\n'); }

    void begin_line() {
        for (std::size_t i = 0; i < std::min(quotes_, nesting_shown_max); ++i)
            out_ += "> ";
        for (std::size_t i = 1; i < std::min(lists_.size(), nesting_shown_max); ++i)
            out_ += "  ";
        out_ += sign_;
        sign_.clear();
    }

    void write_text(std::string_view text) {
        for (const char c : text) {
            if (c == '\n' && pre_ > 0) {
                break_line();
            } else if ((c == ' ' || c == '\t' || c == '\n') && pre_ == 0) {
                if (!is_at_begin() && !out_.ends_with(' ')) out_ += ' ';
            } else {
                if (is_at_begin()) begin_line();
                out_ += c;
            }
        }
    }

    void write_word(std::string_view word) {
        if (word.empty()) return;
        if (is_at_begin()) begin_line();
        out_ += word;
    }

    void end_link() {
        const std::string link = std::move(link_);
        link_.clear();
        if (link.empty() || link_begin_ > out_.size()) return;
        const std::string_view text = std::string_view{out_}.substr(link_begin_);
        if (text == link || "mailto:" + std::string{text} == link) return;
        write_word((is_at_begin() ? "(" : " (") + link + ")");
    }

    void trim_line() {
        while (out_.ends_with(' ') && pre_ == 0)
            out_.pop_back();
    }

    void end_line() {
        trim_line();
        if (!is_at_begin()) out_ += '\n';
    }

    /// At most one empty line.
    void break_line() {
        trim_line();
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    }

    std::string out_;
    std::vector<List> lists_;
    std::string sign_; ///< of a list item that has no words yet
    std::string link_;
    std::size_t link_begin_ = 0;
    std::size_t quotes_ = 0;
    std::size_t pre_ = 0;
};

} // namespace

std::string plain_text(std::string_view html) {
    return rewritten_html<PlainText>(html);
}

} // namespace peerdesk::matrix
