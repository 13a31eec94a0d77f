// SPDX-License-Identifier: MIT
#include "adapters/matrix/html.hpp"

#include "adapters/matrix/html_entities.hpp"
#include "adapters/matrix/html_rewriting.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t depth_max = 100; ///< client-server API, "m.room.message msgtypes"

/// Writes the allowed elements anew and closes each. An element that is not written (too deep, or
/// nothing without its attributes) is remembered all the same, so that its closing tag closes it
/// and no other.
class Sanitizer {
  public:
    void text(std::string_view raw) { out_ += normal_text(raw); }

    void open(const HtmlElement& element, const HtmlToken& token) {
        end_what_cannot_hold(element);
        const std::string attributes = safe_attributes(element, token);
        if (element.name == "img" && !attributes.starts_with(" src=")) {
            out_ += normal_text(escape_html(image_words(token)));
            return;
        }
        if (element.is_void) {
            write_tag(element, attributes);
            return;
        }
        const bool is_wanted = written_.size() < depth_max && says_something(element, attributes);
        if (is_wanted) {
            write_tag(element, attributes);
            written_.push_back(&element);
        }
        open_.push_back({&element, is_wanted});
        ++counts_[element.index];
    }

    void close(const HtmlElement& element) {
        if (counts_[element.index] == 0) return;
        while (open_.back().element != &element)
            close_last();
        close_last();
    }

    std::string finish() {
        while (!open_.empty())
            close_last();
        return has_form_ ? std::move(out_) : std::string{};
    }

  private:
    struct Open {
        const HtmlElement* element;
        bool is_written;
    };

    /// A link within a link is none, and a span is nothing but its attributes.
    [[nodiscard]] bool says_something(const HtmlElement& element,
                                      const std::string& attributes) const {
        if (element.name == "a")
            return attributes.starts_with(" href=") &&
                   std::ranges::find(written_, &element) == written_.end();
        return element.name != "span" || !attributes.empty();
    }

    /// "<p>a<p>b" are two paragraphs, "<li>a<li>b" two items.
    void end_what_cannot_hold(const HtmlElement& element) {
        while (!written_.empty() && !can_hold(*written_.back(), element))
            close(*written_.back());
    }

    static bool can_hold(const HtmlElement& outer, const HtmlElement& element) {
        if (outer.name == "p") return !element.is_block;
        if (outer.name == "li") return element.name != "li";
        const bool is_cell = element.name == "td" || element.name == "th";
        return !is_cell || (outer.name != "td" && outer.name != "th");
    }

    void write_tag(const HtmlElement& element, const std::string& attributes) {
        out_.append("<").append(element.name).append(attributes).append(">");
        has_form_ = has_form_ || element.is_form || !attributes.empty();
    }

    void close_last() {
        const Open last = open_.back();
        open_.pop_back();
        --counts_[last.element->index];
        if (!last.is_written) return;
        out_.append("</").append(last.element->name).append(">");
        written_.pop_back();
    }

    std::string out_;
    std::vector<Open> open_;
    std::vector<const HtmlElement*> written_; ///< of those, the ones that stand in the output
    std::array<std::size_t, html_elements_count> counts_{};
    bool has_form_ = false;
};

} // namespace

std::string sanitize_html(std::string_view html) {
    return rewritten_html<Sanitizer>(html);
}

} // namespace peerdesk::matrix
