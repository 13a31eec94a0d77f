// SPDX-License-Identifier: MIT
// HTML taken apart into tags and text, in one pass however broken it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

struct HtmlAttribute {
    std::string name;  ///< in lower case
    std::string value; ///< with its references decoded
};

struct HtmlToken {
    enum class Kind { text, open, close };
    Kind kind = Kind::text;
    std::string_view raw; ///< of a text: as written, references and all
    std::string name;     ///< of a tag: in lower case
    std::vector<HtmlAttribute> attributes;

    /// Null when there is none of that name.
    [[nodiscard]] const std::string* attribute(std::string_view wanted) const;
};

/// Comments, declarations and the content of elements that are nothing to read (scripts, styles,
/// quoted replies) do not come out. A tag that never ends is text, with all behind it.
class HtmlTokens {
  public:
    explicit HtmlTokens(std::string_view html) : rest_(html) {}
    /// False at the end.
    [[nodiscard]] bool next(HtmlToken& token);

  private:
    bool read_text(HtmlToken& token, std::size_t size);
    bool read_tag(HtmlToken& token);
    bool skip_markup();
    void skip_content(const HtmlToken& token);

    std::string_view rest_;
    bool has_broken_tag_ = false; ///< all that is left is text
    bool has_no_reply_end_ = false;
    bool has_no_comment_end_ = false;
};

} // namespace peerdesk::matrix
