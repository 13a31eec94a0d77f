// SPDX-License-Identifier: MIT
// Dates and durations a person types: `pause until friday`, `snooze 12 2d`, `block @eve 7d`;
// and the local hour of a moment. Now and zone are given; nothing here reads a clock.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "bot/people/hours.hpp"
#include "matching/availability.hpp"

namespace peerdesk::people {

/// The longest duration and the furthest date that is accepted.
inline constexpr std::chrono::days date_span_max{2 * 366};

struct DateProblem {
    enum class Kind {
        unclear,      ///< not a date we can read
        no_such_date, ///< 2026-02-30
        past,         ///< today or earlier
        too_far,      ///< beyond date_span_max
        unknown_zone, ///< the zone given by the caller
    };
    Kind kind = Kind::unclear;
    std::string piece; ///< what was typed, or the zone

    bool operator==(const DateProblem&) const = default;
};

/// `30m`, `3h`, `7d`, `2w`, `1h30m`, `2 days`, `1 week 3 days`. Empty when it is none of these,
/// zero, or longer than date_span_max.
std::optional<std::chrono::minutes> parse_duration(std::string_view text);

/// The moment a person means: the local start of `2026-12-01`, `1 dec`, `december 1 2026`,
/// `tomorrow`, `friday` (the next one after today), with an optional time behind (`friday 18:30`);
/// or `now` plus a duration (`3d`, `in 2 weeks`). Always later than `now`.
std::expected<matching::Time, DateProblem> parse_date(std::string_view text, matching::Time now,
                                                      std::string_view zone,
                                                      const DayNames& day_names = {});

/// Hour of the day, 0 to 23, of a moment in a zone; in UTC when the zone is unknown.
int local_hour(matching::Time at, std::string_view zone);

} // namespace peerdesk::people
