// SPDX-License-Identifier: MIT
// Which languages a person speaks, and how well: what they said, else what they use here.
#pragma once

#include "bot/mentoring/tables.hpp"
#include "matching/mentor_score.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::mentoring {

/// "es:5,pt:3"; a list that is not in that form gives what can be read of it.
[[nodiscard]] std::vector<matching::LanguageLevel> read_levels(std::string_view text);

/// By code. What nobody stated is guessed low: a language named without a level counts as 3 of 5,
/// the one they chose to read in as 4, one that their words only look like as 3.
[[nodiscard]] std::vector<matching::LanguageLevel> spoken_by(Context& context,
                                                             const storage::Person& person);

} // namespace peerdesk::mentoring
