// SPDX-License-Identifier: MIT
// ISO 8601 weeks on a zone's own calendar: Monday to Sunday, "2026-W47".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/text/zone.hpp"

namespace peerdesk::text {

/// One week: begin is Monday 00:00 in the zone, end is the next one, so 167 to 169 hours apart.
struct WeekSpan {
    Time begin;
    Time end;
    std::string label; ///< "2026-W47"
    bool operator==(const WeekSpan&) const = default;
};

/// The label of the week a moment falls in.
std::string iso_week(Time at, const Zone& zone);
/// The week a moment falls in.
WeekSpan week_of(Time at, const Zone& zone);
/// "2026-W47", "2026w47", "2026-w7"; nothing for what is no week (W53 in a year of 52).
std::optional<WeekSpan> parse_week(std::string_view text, const Zone& zone);
WeekSpan previous_week(const WeekSpan& week, const Zone& zone);
WeekSpan next_week(const WeekSpan& week, const Zone& zone);

} // namespace peerdesk::text
