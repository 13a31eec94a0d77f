// SPDX-License-Identifier: MIT
// Hours without the days somebody is away.
#pragma once

#include "matching/availability.hpp"

namespace peerdesk::matching {

/// `hours` without every moment of `off`. Both sorted and merged as `merged` gives them; so is the
/// result. O(n + m).
[[nodiscard]] Intervals without(std::span<const Interval> hours, std::span<const Interval> off);

} // namespace peerdesk::matching
