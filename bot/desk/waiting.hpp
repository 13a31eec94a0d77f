// SPDX-License-Identifier: MIT
// The honest waiting time: from this desk's own past, or from what its responders said.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <chrono>
#include <optional>

namespace peerdesk::desk {

using conversation::Context;
using conversation::Desk;
using conversation::Lines;
using conversation::Turn;

/// The usual time to a first answer at this hour: the median of the last eight weeks' questions
/// asked within an hour of this time of day, or of all of them when those are too few.
/// Nothing when the desk has fewer than `waits_min` answered questions.
[[nodiscard]] std::optional<std::chrono::milliseconds> usual_wait(Context& context,
                                                                  const Desk& desk);
inline constexpr std::size_t waits_min = 5;

/// Adds what a waiting asker should know: place in line and time.
void add_outlook(Context& context, const Desk& desk, std::int64_t before, Lines& lines);

/// How many unclaimed questions of the desk came before the newest one.
[[nodiscard]] std::int64_t count_waiting(Context& context, const Desk& desk);

} // namespace peerdesk::desk
