// SPDX-License-Identifier: MIT
// Texts of all planes and scripts with entities anywhere, for property tests.
#pragma once

#include "adapters/telegram/text/formatted_text.hpp"

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// For the words of a failed comparison.
void PrintTo(const Entity& entity, std::ostream* out);

/// Letters, blanks, lines, combining marks, right-to-left scripts, flags and emoji families.
[[nodiscard]] std::string random_text();

/// One that is too long for a message of `units_max` units several times over.
[[nodiscard]] std::string long_random_text(std::size_t units_max);

/// Entities as `nested` gives them, of kinds a bot may send.
[[nodiscard]] FormattedText with_random_entities(std::string text);

/// What is wrong with the entities; empty when nothing is.
[[nodiscard]] std::string fault_of(const FormattedText& formatted);

/// The borders between graphemes and both ends, in bytes.
[[nodiscard]] std::vector<std::size_t> grapheme_borders(std::string_view text);

} // namespace peerdesk::telegram
