// SPDX-License-Identifier: MIT
// A text with its entities: cleaned, checked and completed as the real server does it.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <string>

namespace peerdesk::telegram_fake {

struct FormattedText {
    std::string text;
    Json entities = Json::array();
};

/// What a bot gave for a message: text in `parse_mode` (empty: plain) or with `entities`.
/// Throws Refusal when they do not fit together. The text comes back trimmed, and commands,
/// mentions, links and the like are marked.
[[nodiscard]] FormattedText formatted(const std::string& text, const std::string& parse_mode,
                                      const Json& entities);

/// Text as a person's app sends it: nothing is refused, since apps make no mistakes.
[[nodiscard]] FormattedText typed(const std::string& text, const Json& entities);

} // namespace peerdesk::telegram_fake
