// SPDX-License-Identifier: MIT
// A text and what is marked in it, as messages carry them.
#pragma once

#include "adapters/telegram/text/entity.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// Those at the end of a text are dropped first.
inline constexpr std::size_t entities_max = 1'000;

struct FormattedText {
    std::string text; ///< valid UTF-8
    std::vector<Entity> entities;

    bool operator==(const FormattedText&) const = default;
};

/// The entities in their order, each within the text and around whole characters, any two of them
/// apart or one within the other; at most `entities_max`. Where two cross, the later one becomes
/// two. Nothing stands within code, nor within another entity of the same kind.
[[nodiscard]] std::vector<Entity> nested(std::string_view text, std::vector<Entity> entities);

/// The part of the entities that marks something between two units, counted from `begin`.
/// @param entities in their order
[[nodiscard]] std::vector<Entity> between(const std::vector<Entity>& entities, std::size_t begin,
                                          std::size_t end);

/// The text as the server leaves it: control characters as blanks, none at the ends of the text
/// (but where a block begins with them) nor of what is marked.
/// @param formatted with its entities in their order
[[nodiscard]] FormattedText trimmed(const FormattedText& formatted);

/// Whether there is nothing to see: the server takes no such message.
[[nodiscard]] bool is_blank(std::string_view text);

} // namespace peerdesk::telegram
