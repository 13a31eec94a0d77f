// SPDX-License-Identifier: MIT
// One message cut into pieces that each fit a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

/// Pieces of at most `bytes_max` bytes. A newline always ends a piece and blank pieces are left
/// out; otherwise the cut is at a blank (which goes), else between graphemes, else between code
/// points, never inside one. A `bytes_max` under 4 counts as 4, so every code point fits.
/// @param text valid UTF-8
/// @param mark begins each piece that goes on with the line before, where there is room for it
[[nodiscard]] std::vector<std::string> split_text(std::string_view text, std::size_t bytes_max,
                                                  std::string_view mark = {});

} // namespace peerdesk::irc
