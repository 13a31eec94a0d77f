// SPDX-License-Identifier: MIT
// How a message stands on the terminal: one block for each, readable aloud line by line.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::console {

/// "LABEL first line", further lines indented by two, an empty line behind. Colour, if any, is on
/// the label alone and carries no meaning.
[[nodiscard]] std::string lay_out(std::string_view label, std::string_view text, bool in_colour);

} // namespace peerdesk::console
