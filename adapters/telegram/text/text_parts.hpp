// SPDX-License-Identifier: MIT
// A text that is too long for one message, cut into several.
#pragma once

#include "adapters/telegram/text/formatted_text.hpp"

#include <cstddef>
#include <vector>

namespace peerdesk::telegram {

/// Bot API: 1-4096 characters after entities parsing, counted in units.
inline constexpr std::size_t text_units_max = 4'096;
/// Bot API: 0-1024 characters after entities parsing.
inline constexpr std::size_t caption_units_max = 1'024;

/// Parts of at most `units_max` units (64 to 10,922, so that none has more than 32 KiB), at least
/// one. Their texts joined are the whole. No cut is within an entity that fits into one part; a
/// longer one goes on in the next. It is behind a line end in the second half of a part, else
/// behind a blank there, else between graphemes, never inside a character.
/// @param formatted with its entities as `nested` gives them
[[nodiscard]] std::vector<FormattedText> split(const FormattedText& formatted,
                                               std::size_t units_max = text_units_max);

} // namespace peerdesk::telegram
