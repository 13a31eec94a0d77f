// SPDX-License-Identifier: MIT
// Lines of text as they are put together from HTML, with what is marked in them.
#pragma once

#include "adapters/telegram/text/formatted_text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// A line's beginning (list sign, indentation) is written with its first word, so that elements
/// without words leave nothing; a mark begins with the first word within it and ends with the last.
/// Quotations and blocks of code are opened behind an `end_line`, and begin with their line.
class LineWriter {
  public:
    /// What is written up to the matching `end_mark` belongs to the entity; nothing: to none.
    void begin_mark(std::optional<Entity> entity);
    void end_mark();
    /// Of the innermost mark; null when it is none.
    [[nodiscard]] Entity* mark();
    /// The text of the innermost mark so far.
    [[nodiscard]] std::string_view marked() const;
    /// The innermost mark will be none.
    void drop_mark() { marks_.back().entity.reset(); }

    /// Blanks with a line end among them count as one blank, as in HTML.
    void write(std::string_view text);
    /// Every blank and line end counts.
    void write_as_is(std::string_view text);
    /// The line ends here, unless it has not begun.
    void end_line();
    void break_line();

    void set_sign(std::string sign) { sign_ = std::move(sign); }
    void set_indentation(std::size_t blanks) { indentation_ = blanks; }
    [[nodiscard]] bool is_at_begin() const { return out_.empty() || out_.ends_with('\n'); }

    [[nodiscard]] FormattedText finish();

  private:
    struct Spot { ///< of the text
        std::size_t byte = 0;
        std::size_t unit = 0;
    };
    struct Mark {
        std::optional<Entity> entity;
        Spot begin{};
    };

    void append(std::string_view text);
    void begin_line();
    void begin_marks();
    void trim_line();

    std::string out_;
    std::size_t units_ = 0; ///< of the text
    Spot line_;             ///< where the latest line begins
    std::vector<Entity> entities_;
    std::vector<Mark> marks_;
    std::size_t begun_ = 0; ///< of the marks; the others wait for a word
    std::string sign_;      ///< of a list item that has no words yet
    std::size_t indentation_ = 0;
};

} // namespace peerdesk::telegram
