// SPDX-License-Identifier: MIT
// Moments, durations, lists and numbers as a locale writes them. Sentences around them are
// messages; nothing here is prose.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/text/catalogue.hpp"
#include "bot/text/zone.hpp"

namespace peerdesk::text {

/// A moment with its zone: the message `peerdesk-moment-today` ($1 time, $2 zone) when it is the
/// same day there as `now`, else `peerdesk-moment-day` ($1 time, $2 zone, $3 day). The year is told
/// when it is another one. Times are on the 24-hour clock everywhere, to be read one way only.
std::string format_moment(const Catalogue& catalogue, std::string_view locale, Time at, Time now,
                          const Zone& zone);

/// "18:00"
std::string format_time_of_day(const Catalogue& catalogue, std::string_view locale, Time at,
                               const Zone& zone);
/// "Tue, 24 Nov", with the year when asked.
std::string format_day(const Catalogue& catalogue, std::string_view locale, Time at,
                       const Zone& zone, bool with_year = false);

std::string format_number(const Catalogue& catalogue, std::string_view locale, std::int64_t number);

/// "a, b and c"
std::string join_list(const Catalogue& catalogue, std::string_view locale,
                      const std::vector<std::string>& items);

/// A duration as a person would say it.
struct RoughDuration {
    enum class Unit { minutes, hours, days };
    std::int64_t amount = 1;
    Unit unit = Unit::minutes;
    bool operator==(const RoughDuration&) const = default;
};

/// Under 5 minutes to the minute (never under 1), under an hour to 5 minutes, under 36 hours to
/// the hour, else to the day; halves round up, so that nobody is promised less than the wait.
RoughDuration rough(std::chrono::milliseconds duration);

/// A rough duration by the messages `peerdesk-duration-minutes`, `-hours`, `-days` ($1 amount).
std::string format_rough(const Catalogue& catalogue, std::string_view locale,
                         const RoughDuration& duration);

} // namespace peerdesk::text
