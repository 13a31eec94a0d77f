// SPDX-License-Identifier: MIT
// Hours that return every week, compared on a circle: Sunday 23:00 to Monday 01:00 is one stretch.
#pragma once

#include "matching/availability.hpp"

#include <chrono>

namespace peerdesk::matching {

/// The same hours folded into the week that begins with the epoch (a Thursday), in the form
/// `merged` gives. An interval over the week's end comes back as two, one of a week or more as the
/// whole week. Input in any order; O(n log n).
Intervals folded(std::span<const Interval> hours);

/// How much of a week two people share, whole minutes rounded down once. Both folded. O(n + m).
std::chrono::minutes shared_minutes(std::span<const Interval> left,
                                    std::span<const Interval> right);

} // namespace peerdesk::matching
