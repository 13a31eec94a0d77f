// SPDX-License-Identifier: MIT
// The hours of a week in which a person answers: read from what they type, kept as one line of
// text, turned into UTC intervals for matching. Problems are values; their words are in locales/.
#pragma once

#include <chrono>
#include <compare>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "matching/availability.hpp"

namespace peerdesk::people {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

/// Names of days beside the English ones, folded to lower case by the caller, who then also folds
/// the text that is parsed (English names and zones are recognised in any case).
using DayNames = std::vector<std::pair<std::string, Weekday>>;

/// A stretch of local time, in minutes after the midnight at which `day` begins.
/// 0 <= begin < 1440, begin < end; end > 1440 reaches into the next day.
struct Block {
    Weekday day = Weekday::monday;
    int begin = 0;
    int end = 0;

    auto operator<=>(const Block&) const = default;
};

/// A week of hours in one time zone, always in canonical form: hours that are the same give equal
/// values. Overlapping and touching blocks are one; what lasts less than a day is one block, also
/// over midnight; what lasts longer is cut at each midnight; sorted by day and begin.
struct WeeklyHours {
    std::vector<Block> blocks;
    std::string zone; ///< a name of the tz database in its own spelling, e.g. "Africa/Lagos"

    bool operator==(const WeeklyHours&) const = default;
};

inline constexpr std::size_t hours_text_max = 400;          ///< bytes a person may type
inline constexpr std::chrono::days intervals_span_max{400}; ///< longest window of `intervals`

struct HoursProblem {
    enum class Kind {
        empty,        ///< nothing was typed; piece is empty
        too_long,     ///< over hours_text_max; piece is empty
        unknown_day,  ///< piece: the word where a day was expected
        unknown_zone, ///< piece: the zone
        no_zone,      ///< no zone typed and no default; piece is empty
        bad_time,     ///< piece: e.g. "25:00"
        empty_block,  ///< begin and end are the same; piece: e.g. "9-9"
        missing_time, ///< days without hours, or half a range; piece: the last word, e.g. "mon-"
        unclear,      ///< piece: what does not fit
    };
    Kind kind = Kind::empty;
    std::string piece; ///< as typed, for the answer that says what was not understood

    bool operator==(const HoursProblem&) const = default;
};

/// Reads what a person types: `mon-fri 18-21, sat 9-12 Africa/Lagos`, `mon,wed 9-12, 14-18:30`,
/// `fri 22-2`, `daily 9am-5pm`, `weekdays`/`weekends 9-12`, `always`, `18-21` (every day). The zone
/// is the last word or words: a tz name, its city alone, or UTC+3; without one, `default_zone`.
std::expected<WeeklyHours, HoursProblem>
parse_hours(std::string_view text, std::string_view default_zone, const DayNames& day_names = {});

/// Brings blocks into canonical form; blocks outside the limits of `Block` are dropped.
WeeklyHours canonical(std::vector<Block> blocks, std::string zone);

/// One line that `parse_hours` reads back equal, for storage and for showing:
/// `mon-fri 18:00-21:00, sat 09:00-12:00 Africa/Lagos`. Empty when there are no blocks.
std::string to_text(const WeeklyHours& hours);

/// The hours as UTC intervals within [from, to), sorted and merged, cut at the window's edges; the
/// window is cut to intervals_span_max. A local time that does not exist (clocks go forward) is
/// the moment of the change; one that happens twice is the first. Empty for an unknown zone.
/// Costs about a microsecond for a week.
matching::Intervals intervals(const WeeklyHours& hours, matching::Time from, matching::Time to);

} // namespace peerdesk::people
