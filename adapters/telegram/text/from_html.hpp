// SPDX-License-Identifier: MIT
// HTML of the program's own messages as a text with entities, which the server cannot refuse.
#pragma once

#include "adapters/telegram/text/formatted_text.hpp"

#include <cstddef>
#include <string_view>

namespace peerdesk::telegram {

/// Longer HTML is left aside.
inline constexpr std::size_t html_bytes_max = 256UL * 1'024;

/// The words of the HTML with bold, italic, underlined and struck text, spoilers, code, quotations
/// and links as entities, trimmed. Blocks and <br> begin lines, headings are bold lines, list items
/// begin with "- " or "1. ", cells of a row stand between "|"; of other elements only the content
/// is left. `plain` instead, without entities, when the HTML is empty, too long, broken or has no
/// words. Never throws.
[[nodiscard]] FormattedText from_html(std::string_view html, std::string_view plain);

} // namespace peerdesk::telegram
