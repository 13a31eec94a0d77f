// SPDX-License-Identifier: MIT
// `holiday`: days on which somebody is away though their hours say otherwise.
#pragma once

#include "bot/conversation/turn.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace peerdesk::people {

using conversation::Arguments;
using conversation::Turn;

/// `holiday 2026-12-24`, `holiday 2026-12-24 to 2027-01-02` (both days included), `holiday none`;
/// without words those that are to come.
void holiday(Turn& turn, const Arguments& arguments);

/// Whether a text is meant as such days: a date stands first.
[[nodiscard]] bool is_holiday_text(std::string_view text, conversation::Time now);

} // namespace peerdesk::people
