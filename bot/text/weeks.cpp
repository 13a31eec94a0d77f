// SPDX-License-Identifier: MIT
// ISO weeks by their Thursday: a week belongs to the year its Thursday lies in.
#include "bot/text/weeks.hpp"

#include <charconv>

#include <fmt/format.h>

namespace peerdesk::text {
namespace {

using namespace std::chrono;

constexpr int year_min = 1970;
constexpr int year_max = 9999;

struct WeekNumber {
    int year = 0;
    int week = 0;
};

local_days monday_of(local_days day) {
    return day - (weekday(day) - Monday);
}

WeekNumber number_of(local_days monday) {
    const local_days thursday = monday + days(3);
    const year_month_day date(thursday);
    const local_days new_year(date.year() / January / 1);
    return {static_cast<int>(date.year()), static_cast<int>((thursday - new_year).count() / 7 + 1)};
}

/// The Monday of a year's first week: the week that holds 4 January.
local_days first_monday(int year) {
    return monday_of(local_days(std::chrono::year(year) / January / 4));
}

WeekSpan week_from(local_days monday, const Zone& zone) {
    const WeekNumber number = number_of(monday);
    return {zone.moment(CivilTime(monday.time_since_epoch())),
            zone.moment(CivilTime((monday + days(7)).time_since_epoch())),
            fmt::format("{:04}-W{:02}", number.year, number.week)};
}

local_days day_of(Time at, const Zone& zone) {
    return floor<days>(zone.civil(at));
}

/// All of `text` as a number of at most `digits_max` digits.
std::optional<int> read_digits(std::string_view text, std::size_t digits_max) {
    int value = 0;
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace

WeekSpan week_of(Time at, const Zone& zone) {
    // Interactions arrive in the order of time: nearly always the week is the one before's.
    thread_local struct {
        Zone zone;
        WeekSpan week;
    } last;
    if (!(last.zone == zone && at >= last.week.begin && at < last.week.end)) {
        last = {zone, week_from(monday_of(day_of(at, zone)), zone)};
    }
    return last.week;
}

std::string iso_week(Time at, const Zone& zone) {
    return week_of(at, zone).label;
}

std::optional<WeekSpan> parse_week(std::string_view text, const Zone& zone) {
    const std::size_t mark = text.find_first_of("Ww");
    if (mark == std::string_view::npos) return std::nullopt;
    std::string_view year_text = text.substr(0, mark);
    if (year_text.ends_with('-')) year_text.remove_suffix(1);
    const auto year = read_digits(year_text, 4);
    const auto week = read_digits(text.substr(mark + 1), 2);
    if (!year || !week || *year < year_min || *year > year_max || *week < 1) return std::nullopt;
    const local_days monday = first_monday(*year) + days(7 * (*week - 1));
    if (number_of(monday).year != *year) return std::nullopt;
    return week_from(monday, zone);
}

WeekSpan previous_week(const WeekSpan& week, const Zone& zone) {
    return week_from(day_of(week.begin, zone) - days(7), zone);
}

WeekSpan next_week(const WeekSpan& week, const Zone& zone) {
    return week_from(day_of(week.begin, zone) + days(7), zone);
}

} // namespace peerdesk::text
