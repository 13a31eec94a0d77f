// SPDX-License-Identifier: MIT
// `summary [WEEK or last] [csv, json or wikitext]` and `indicators`, for coordinators.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/engagement/summary_report.hpp"

namespace peerdesk::engagement {

/// This week so far, a past week, or the last whole one.
void summary(conversation::Turn& turn, const conversation::Arguments& arguments);
/// The goals and what counts towards them.
void indicators(conversation::Turn& turn, const conversation::Arguments& arguments);

/// Coordinators in their room, or one of them in a direct chat; anybody else may read along.
[[nodiscard]] Audience audience_of(const conversation::Turn& turn);

} // namespace peerdesk::engagement
