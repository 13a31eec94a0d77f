// SPDX-License-Identifier: MIT
// Which way a text runs, and the marks that keep it from turning its surroundings.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::text {

enum class Direction { none, left_to_right, right_to_left };

/// The direction of the first strongly directional character.
Direction first_strong(std::string_view text);

/// Appends a name: isolated by U+2068 … U+2069 where it starts against the line's direction, and
/// without direction controls of its own, so that it cannot reorder what follows.
void append_name(std::string& out, std::string_view name, bool line_is_right_to_left);

/// Appends a text in U+202A or U+202B … U+202C by its first strong character, bare if it has none
/// (the BIDI function of the banana format).
void append_embedded(std::string& out, std::string_view text);

} // namespace peerdesk::text
