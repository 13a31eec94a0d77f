// SPDX-License-Identifier: MIT
// Whether a chat text can be followed with a screen reader: the checkable part of the rules of
// chat accessibility (emoji, drawings, fancy letters, runs of punctuation).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace peerdesk::text {

enum class AccessRule {
    many_emoji,       ///< more than one emoji
    emoji_not_at_end, ///< an emoji anywhere but at the end; also an emoji used as a bullet
    only_emoji,       ///< an emoji that carries the meaning alone
    box_drawing,      ///< U+2500 to U+25FF: lines, blocks, shapes
    fancy_letters,    ///< U+1D400 to U+1D7FF, enclosed and full-width letters
    ascii_table,      ///< columns drawn with "|" or rows of dashes
    punctuation_run,  ///< "!!", "?!", "...", "====="
    kaomoji,          ///< a face made of signs
};

struct AccessFinding {
    AccessRule rule;
    std::size_t position = 0; ///< byte where it starts
    bool operator==(const AccessFinding&) const = default;
};

/// The rule's name for a test's output: "many_emoji".
std::string_view name(AccessRule rule);

/// Everything in a rendered text that a screen reader stumbles over, by position.
std::vector<AccessFinding> check_accessible(std::string_view text);

} // namespace peerdesk::text
