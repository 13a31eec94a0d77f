// SPDX-License-Identifier: MIT
// Words people wrote themselves find their place in the tree, by a coordinator's hand.
#pragma once

#include "bot/conversation/turn.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::skills {

/// `skills unfiled`: own words that are filed nowhere, the most used first.
void list_unfiled(conversation::Turn& turn, const conversation::Arguments& arguments);

/// `file WORDS as SKILL`: these words are that skill from now on, also what was counted before.
void file_words(conversation::Turn& turn, const conversation::Arguments& arguments);

/// "subir fotos as photo upload", divided at the last "as" or its like in any locale.
struct Filing {
    std::string words;
    std::string skill;
};
[[nodiscard]] std::optional<Filing> read_filing(const conversation::Services& services,
                                                std::string_view text);

} // namespace peerdesk::skills
