// SPDX-License-Identifier: MIT
// `summary [WEEK or last]` and `indicators`, for coordinators.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::engagement {

/// This week so far, a past week, or the last whole one.
void summary(conversation::Turn& turn, const conversation::Arguments& arguments);
/// The goal and what counts towards it.
void indicators(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::engagement
