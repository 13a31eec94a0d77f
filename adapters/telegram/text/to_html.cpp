// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/to_html.hpp"

#include "adapters/telegram/text/formatted_text.hpp"
#include "adapters/telegram/text/links.hpp"
#include "adapters/telegram/text/utf16.hpp"

#include <algorithm>
#include <cstddef>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t language_bytes_max = 55; ///< with "language-" what readers of HTML allow

void append_escaped(std::string& out, char c) {
    switch (c) {
    case '&':
        out += "&amp;";
        break;
    case '<':
        out += "&lt;";
        break;
    case '>':
        out += "&gt;";
        break;
    default:
        out += c;
    }
}

std::string attribute(std::string_view value) {
    std::string result;
    for (const char c : value) {
        if (c == '"')
            result += "&quot;";
        else if (c == '\'')
            result += "&#39;";
        else
            append_escaped(result, c);
    }
    return result;
}

bool is_language(std::string_view name) {
    return !name.empty() && name.size() <= language_bytes_max &&
           std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view{"-_+.#"}.contains(c);
           });
}

struct Tags {
    std::string begin; ///< empty: the entity says no more than its text
    std::string_view end{};
    bool is_block = false;
};

Tags tags_of(const Entity& entity) {
    switch (entity.kind) {
    case EntityKind::bold:
        return {"<strong>", "</strong>"};
    case EntityKind::italic:
        return {"<em>", "</em>"};
    case EntityKind::underline:
        return {"<u>", "</u>"};
    case EntityKind::strikethrough:
        return {"<del>", "</del>"};
    case EntityKind::spoiler:
        return {"<span data-mx-spoiler=\"\">", "</span>"};
    case EntityKind::blockquote:
    case EntityKind::expandable_blockquote:
        return {"<blockquote>", "</blockquote>", true};
    case EntityKind::code:
        return {"<code>", "</code>"};
    case EntityKind::pre:
        if (!is_language(entity.language)) return {"<pre><code>", "</code></pre>", true};
        return {"<pre><code class=\"language-" + entity.language + "\">", "</code></pre>", true};
    case EntityKind::text_link: {
        const std::string link = followable(entity.url);
        if (link.empty()) return {};
        return {"<a href=\"" + attribute(link) + "\">", "</a>"};
    }
    case EntityKind::mention:
    case EntityKind::hashtag:
    case EntityKind::cashtag:
    case EntityKind::bot_command:
    case EntityKind::url:
    case EntityKind::email:
    case EntityKind::phone_number:
    case EntityKind::text_mention:
    case EntityKind::custom_emoji:
    case EntityKind::unknown:
        return {};
    }
    return {};
}

class Writer {
  public:
    explicit Writer(std::string_view text) : text_(text), cursor_(text) {}

    void open(const Entity& entity) {
        close_until(entity.offset);
        Tags tags = tags_of(entity);
        if (tags.begin.empty()) return;
        write_to(entity.offset);
        out_ += tags.begin;
        if (entity.kind == EntityKind::pre) is_pre_ = true;
        open_.push_back({entity.offset + entity.length, tags.end, tags.is_block});
        has_form_ = true;
    }

    std::string finish() {
        if (!has_form_) return {};
        close_until(text_.size());
        write(text_.size());
        return std::move(out_);
    }

  private:
    struct Open {
        std::size_t end; ///< in units
        std::string_view tag;
        bool is_block;
    };

    void close_until(std::size_t unit) {
        while (!open_.empty() && open_.back().end <= unit) {
            const Open last = open_.back();
            open_.pop_back();
            write_to(last.end);
            out_ += last.tag;
            if (!last.is_block) continue;
            is_pre_ = false;
            ends_line_ = true;
        }
    }

    void write_to(std::size_t unit) { write(cursor_.byte_near(unit)); }

    void write(std::size_t end) {
        for (; written_ < end; ++written_) {
            const char c = text_[written_];
            // Behind a block a new line begins anyway.
            const bool is_implied = ends_line_ && c == '\n';
            ends_line_ = false;
            if (is_implied) continue;
            if (c == '\n' && !is_pre_)
                out_ += "<br>";
            else
                append_escaped(out_, c);
        }
    }

    std::string_view text_;
    Utf16Cursor cursor_;
    std::string out_;
    std::vector<Open> open_;
    std::size_t written_ = 0; ///< bytes of the text
    bool is_pre_ = false;
    bool ends_line_ = false;
    bool has_form_ = false;
};

} // namespace

std::string to_html(std::string_view text, const std::vector<Entity>& entities) {
    if (entities.empty()) return {};
    Writer writer{text};
    for (const Entity& entity : nested(text, entities))
        writer.open(entity);
    return writer.finish();
}

} // namespace peerdesk::telegram
