// SPDX-License-Identifier: MIT
// Text that people sent, made harmless: no control characters, bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace peerdesk::telegram {

/// At most `bytes_max` bytes of valid UTF-8, cut between characters.
[[nodiscard]] std::string_view cut_text(std::string_view text, std::size_t bytes_max);

/// Several lines: line ends become '\n'; control characters but '\n' and '\t' and noncharacters
/// are gone.
/// @param text valid UTF-8
[[nodiscard]] std::string clean_text(std::string_view text);

/// One line of at most `bytes_max` bytes, for names and reasons: as clean_text, and line breaks
/// and tabs become blanks, outer blanks and characters that turn the order of what stands around
/// them (Unicode bidi embeddings, overrides, isolates) are gone.
/// @param text valid UTF-8
[[nodiscard]] std::string clean_line(std::string_view text, std::size_t bytes_max);

} // namespace peerdesk::telegram
