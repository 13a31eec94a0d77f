// SPDX-License-Identifier: MIT
#include "bot/people/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <date/tz.h>

#include "bot/people/hours_words.hpp"
#include "bot/people/zones.hpp"

namespace peerdesk::people {

namespace {

using Kind = DateProblem::Kind;
using Words = std::vector<std::string_view>;

/// More than "next friday the 1st of december 2026 at 6:30 pm"; anything longer is a sentence.
constexpr std::size_t date_text_max = 64;
constexpr std::array<std::string_view, 9> fillers{"until", "till", "on", "at", "in",
                                                  "the",   "next", "of", "for"};
constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::size_t month_letters_min = 3;

Words split(std::string_view text) {
    Words words;
    constexpr std::string_view spaces = " \t\r\n,";
    for (auto begin = text.find_first_not_of(spaces); begin != std::string_view::npos;
         begin = text.find_first_not_of(spaces, begin)) {
        const auto end = std::min(text.find_first_of(spaces, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (std::ranges::find(fillers, word) == fillers.end()) words.push_back(word);
        begin = end;
    }
    return words;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

/// "1", "1.", "1st", "22nd"
std::optional<int> day_of_month(std::string_view text) {
    for (const std::string_view ending : {"st", "nd", "rd", "th", "."})
        if (text.size() > ending.size() && text.ends_with(ending))
            return number(text.substr(0, text.size() - ending.size()));
    return number(text);
}

std::optional<unsigned> month_named(std::string_view text) {
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text == "sept") text = "sep";
    if (text.size() < month_letters_min) return std::nullopt;
    for (unsigned month = 0; month < months.size(); ++month)
        if (months[month].starts_with(text)) return month + 1;
    return std::nullopt;
}

/// A day read from words, or why it is none.
using Day = std::expected<date::local_days, Kind>;

Day day_of(date::year_month_day day) {
    if (!day.ok()) return std::unexpected(Kind::no_such_date);
    return date::local_days(day);
}

Day iso_day(std::string_view text) {
    const auto first = text.find('-');
    const auto second = text.find('-', first == std::string_view::npos ? first : first + 1);
    if (first != 4 || second == std::string_view::npos) return std::unexpected(Kind::unclear);
    const auto year = number(text.substr(0, first));
    const auto month = number(text.substr(first + 1, second - first - 1));
    const auto day = number(text.substr(second + 1));
    if (!year || !month || !day) return std::unexpected(Kind::unclear);
    if (*month > 12 || *day > 31) return std::unexpected(Kind::no_such_date);
    return day_of(date::year{*year} / *month / *day);
}

/// "1 dec", "december 1 2026"; without a year the next one that comes.
Day named_day(const Words& words, date::local_days today) {
    if (words.size() < 2 || words.size() > 3) return std::unexpected(Kind::unclear);
    const auto first_month = month_named(words[0]);
    const auto month = first_month ? first_month : month_named(words[1]);
    const auto day = day_of_month(first_month ? words[1] : words[0]);
    if (!month || !day) return std::unexpected(Kind::unclear);
    if (*day > 31) return std::unexpected(Kind::no_such_date);
    const auto in_year = [&](date::year year) {
        return day_of(year / date::month{*month} / date::day{static_cast<unsigned>(*day)});
    };
    if (words.size() == 3) {
        const auto year = number(words[2]);
        if (!year || *year > 9999) return std::unexpected(Kind::unclear);
        return in_year(date::year{*year});
    }
    const date::year year = date::year_month_day{today}.year();
    const Day this_year = in_year(year);
    return this_year && *this_year > today ? this_year : in_year(year + date::years{1});
}

/// The next such day after today.
date::local_days next_weekday(date::local_days today, unsigned iso_weekday) {
    const date::local_days tomorrow = today + date::days{1};
    return tomorrow + (date::weekday{iso_weekday % 7} - date::weekday{tomorrow});
}

Day read_day(const Words& words, date::local_days today, const DayNames& names) {
    if (words.empty()) return std::unexpected(Kind::unclear);
    if (words.size() > 1) return named_day(words, today);
    const std::string_view word = words.front();
    if (word == "today") return today;
    if (word == "tomorrow") return today + date::days{1};
    if (word == "week") return next_weekday(today, 1); // "next week"
    if (const auto days = days_named(word, names)) {
        for (unsigned day = 0; day < 7; ++day)
            if (*days == 1U << day) return next_weekday(today, day + 1);
    }
    return iso_day(word);
}

/// Takes a time like "18:30" or "6pm" from the end of `words`; a bare number is no time here.
std::optional<int> take_time(Words& words) {
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) { // "6 pm" is two words
        if (words.size() <= count) continue;
        const std::string_view first = words[words.size() - count];
        const std::string_view last = words.back();
        std::string_view text = spanning(first, last);
        const bool has_mark =
            text.find(':') != std::string_view::npos || text.ends_with('m') || text == "noon";
        const auto clock = take_clock(text);
        if (!has_mark || !clock || !text.empty()) continue;
        const auto minute = minute_of_day(*clock);
        if (!minute) return std::nullopt;
        words.resize(words.size() - count);
        return minute;
    }
    return std::nullopt;
}

struct Unit {
    std::string_view name; ///< one of them, an s may follow
    std::chrono::minutes length;
};
constexpr std::array<Unit, 11> units{{{"m", std::chrono::minutes{1}},
                                      {"min", std::chrono::minutes{1}},
                                      {"minute", std::chrono::minutes{1}},
                                      {"h", std::chrono::hours{1}},
                                      {"hr", std::chrono::hours{1}},
                                      {"hour", std::chrono::hours{1}},
                                      {"d", std::chrono::days{1}},
                                      {"day", std::chrono::days{1}},
                                      {"w", std::chrono::weeks{1}},
                                      {"wk", std::chrono::weeks{1}},
                                      {"week", std::chrono::weeks{1}}}};
/// Digits of one number in a duration; keeps every product far inside 64 bits.
constexpr std::size_t duration_digits_max = 7;

std::optional<std::chrono::minutes> unit_named(std::string_view name) {
    for (const Unit& unit : units)
        if (name == unit.name ||
            (name.starts_with(unit.name) && name.substr(unit.name.size()) == "s"))
            return unit.length;
    return std::nullopt;
}

/// The sum of "2 weeks 3d", also zero or too long; empty when `text` is no duration.
std::optional<std::chrono::minutes> duration_sum(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    constexpr std::string_view blanks = " \t,";
    std::chrono::minutes sum{0};
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const auto count = std::min(text.find_first_not_of(digits), text.size());
        if (count == 0 || count > duration_digits_max) return std::nullopt;
        const auto value = number(text.substr(0, count));
        text.remove_prefix(count);
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
        const auto letters = std::min(text.find_first_of("0123456789 \t,"), text.size());
        const auto unit = unit_named(text.substr(0, letters));
        if (!value || !unit) return std::nullopt;
        sum += *value * *unit;
        text.remove_prefix(letters);
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    }
    return sum;
}

} // namespace

std::optional<std::chrono::minutes> parse_duration(std::string_view text) {
    if (text.size() > date_text_max) return std::nullopt;
    const auto sum = duration_sum(folded(text));
    if (!sum || *sum <= std::chrono::minutes{0} || *sum > date_span_max) return std::nullopt;
    return sum;
}

std::expected<matching::Time, DateProblem> parse_date(std::string_view text, matching::Time now,
                                                      std::string_view zone_name,
                                                      const DayNames& day_names) {
    const auto problem = [text](Kind kind) {
        return std::unexpected(DateProblem{kind, std::string(text)});
    };
    const date::time_zone* zone = zone_named(zone_name);
    if (!zone) return std::unexpected(DateProblem{Kind::unknown_zone, std::string(zone_name)});
    if (text.size() > date_text_max) return problem(Kind::unclear);
    const std::string typed = folded(text);
    Words words = split(typed);
    if (words.empty()) return problem(Kind::unclear);

    matching::Time moment = now;
    const std::string_view all = spanning(words.front(), words.back());
    if (const auto duration = duration_sum(all)) {
        moment += *duration;
    } else {
        const auto minute = take_time(words);
        const auto today = date::floor<date::days>(zone->to_local(now));
        const Day day = read_day(words, today, day_names);
        if (!day) return problem(day.error());
        const date::local_time<std::chrono::milliseconds> local =
            *day + std::chrono::minutes{minute.value_or(0)};
        moment = zone->to_sys(local, date::choose::earliest);
    }
    if (moment <= now) return problem(Kind::past);
    if (moment - now > date_span_max) return problem(Kind::too_far);
    return moment;
}

int local_hour(matching::Time at, std::string_view zone_name) {
    const date::time_zone* zone = zone_named(zone_name);
    const auto local = zone ? zone->to_local(at)
                            : date::local_time<std::chrono::milliseconds>{at.time_since_epoch()};
    const auto since_midnight = local - date::floor<date::days>(local);
    return static_cast<int>(date::floor<std::chrono::hours>(since_midnight).count());
}

} // namespace peerdesk::people
