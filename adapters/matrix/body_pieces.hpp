// SPDX-License-Identifier: MIT
// A text that is too long for one event, cut into several.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

/// How many bytes the text takes within a JSON text, without the quotes.
[[nodiscard]] std::size_t json_size(std::string_view text);

/// The first of several, then all others.
struct PieceSizes {
    std::size_t first; ///< in bytes of JSON
    std::size_t further;
};

/// Pieces that fit the sizes, at least one. The cut is at a line end in the second half of a piece
/// (which goes), else at a blank there (which goes), else between graphemes, never inside a
/// character.
/// @param text valid UTF-8
[[nodiscard]] std::vector<std::string> body_pieces(std::string_view text, PieceSizes sizes);

} // namespace peerdesk::matrix
