// SPDX-License-Identifier: MIT
// Reads the HTML that messages have within the program: well formed, written by ourselves. Whatever
// is not as we write it ends the reading.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::telegram {

struct HtmlPiece {
    enum class Kind { text, open, close };
    Kind kind = Kind::text;
    std::string text;      ///< with its references as characters
    std::string_view name; ///< of a tag
    std::vector<std::pair<std::string_view, std::string>> attributes;

    /// Null when there is none of that name.
    [[nodiscard]] const std::string* attribute(std::string_view wanted) const;
};

class SafeHtml {
  public:
    static constexpr std::size_t depth_max = 128;

    /// @param html valid UTF-8, which outlives the reader and all pieces
    explicit SafeHtml(std::string_view html) : rest_(html) {}

    /// False at the end, and where the HTML is broken. Elements without content (br, hr, img) have
    /// no closing piece.
    [[nodiscard]] bool next(HtmlPiece& piece);
    /// All was read, and every element was closed in its order.
    [[nodiscard]] bool is_whole() const { return rest_.empty() && open_.empty() && !is_broken_; }

  private:
    bool read_tag(HtmlPiece& piece);
    bool read_attributes(HtmlPiece& piece);

    std::string_view rest_;
    std::vector<std::string_view> open_;
    bool is_broken_ = false;
};

} // namespace peerdesk::telegram
