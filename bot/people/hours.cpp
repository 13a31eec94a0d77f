// SPDX-License-Identifier: MIT
#include "bot/people/hours.hpp"

#include <algorithm>
#include <array>

#include <date/tz.h>
#include <fmt/format.h>

#include "bot/people/zones.hpp"

namespace peerdesk::people {

namespace {

constexpr int day_count = 7;
constexpr int day_minutes = 1440;
constexpr int week_minutes = day_count * day_minutes;
constexpr std::array<std::string_view, day_count> day_words{"mon", "tue", "wed", "thu",
                                                            "fri", "sat", "sun"};

/// Minutes after the start of Monday; `end` may reach over the end of the week.
struct Stretch {
    int begin = 0;
    int end = 0;
};

/// The blocks on the circle of the week, each stretch apart from the next.
std::vector<Stretch> stretches_of(const std::vector<Block>& blocks) {
    std::vector<Stretch> all;
    for (const Block& block : blocks) {
        const bool is_sound = block.begin >= 0 && block.begin < day_minutes &&
                              block.end > block.begin && block.end - block.begin <= week_minutes;
        if (!is_sound) continue;
        const int midnight = static_cast<int>(block.day) * day_minutes;
        const int end = midnight + block.end;
        all.push_back({midnight + block.begin, std::min(end, week_minutes)});
        if (end > week_minutes) all.push_back({0, end - week_minutes});
    }
    std::ranges::sort(all, {}, &Stretch::begin);
    std::vector<Stretch> apart;
    for (const Stretch& next : all) {
        if (apart.empty() || apart.back().end < next.begin)
            apart.push_back(next);
        else
            apart.back().end = std::max(apart.back().end, next.end);
    }
    if (apart.size() > 1 && apart.front().begin == 0 && apart.back().end == week_minutes) {
        apart.back().end += apart.front().end; // Sunday night goes on into Monday
        apart.erase(apart.begin());
    }
    return apart;
}

/// One block for less than a day, otherwise one for each day touched.
void add_blocks(Stretch stretch, std::vector<Block>& blocks) {
    const bool is_cut = stretch.end - stretch.begin >= day_minutes;
    while (stretch.begin < stretch.end) {
        const int day = stretch.begin / day_minutes;
        const int end = is_cut ? std::min(stretch.end, (day + 1) * day_minutes) : stretch.end;
        blocks.push_back({static_cast<Weekday>(day % day_count), stretch.begin - day * day_minutes,
                          end - day * day_minutes});
        stretch.begin = end;
    }
}

std::string clock_text(int minute) {
    if (minute > day_minutes) minute -= day_minutes;
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

/// "mon-fri", "sat,sun", "daily".
std::string days_text(const std::array<bool, day_count>& days) {
    if (std::ranges::all_of(days, std::identity{})) return "daily";
    constexpr std::size_t run_min = 3;
    std::string text;
    for (std::size_t day = 0; day < days.size(); ++day) {
        if (!days[day]) continue;
        std::size_t last = day;
        while (last + 1 < days.size() && days[last + 1])
            ++last;
        if (!text.empty()) text += ',';
        text += day_words[day];
        if (last - day + 1 < run_min) continue;
        text += fmt::format("-{}", day_words[last]);
        day = last;
    }
    return text;
}

using DayTimes = std::vector<std::pair<int, int>>;

std::string times_text(const DayTimes& times) {
    std::string text;
    for (const auto& [begin, end] : times)
        text +=
            fmt::format("{}{}-{}", text.empty() ? "" : ", ", clock_text(begin), clock_text(end));
    return text;
}

} // namespace

WeeklyHours canonical(std::vector<Block> blocks, std::string zone) {
    const auto stretches = stretches_of(blocks);
    blocks.clear();
    for (const Stretch& stretch : stretches)
        add_blocks(stretch, blocks);
    std::ranges::sort(blocks);
    return {std::move(blocks), std::move(zone)};
}

std::string to_text(const WeeklyHours& hours) {
    std::array<DayTimes, day_count> week;
    for (const Block& block : hours.blocks)
        week[static_cast<std::size_t>(block.day)].emplace_back(block.begin, block.end);
    std::string text;
    std::array<bool, day_count> done{};
    for (std::size_t first = 0; first < week.size(); ++first) {
        if (done[first] || week[first].empty()) continue;
        std::array<bool, day_count> same{};
        for (std::size_t day = first; day < week.size(); ++day)
            same[day] = week[day] == week[first];
        for (std::size_t day = first; day < week.size(); ++day)
            done[day] = done[day] || same[day];
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", days_text(same),
                            times_text(week[first]));
    }
    return text.empty() ? text : fmt::format("{} {}", text, hours.zone);
}

matching::Intervals intervals(const WeeklyHours& hours, matching::Time from, matching::Time to) {
    const date::time_zone* zone = zone_named(hours.zone);
    to = std::min(to, from + intervals_span_max);
    if (!zone || to <= from) return {};
    using std::chrono::milliseconds;
    const auto in_utc = [zone](date::local_days midnight, int minute) {
        const date::local_time<milliseconds> local = midnight + std::chrono::minutes{minute};
        // Also gives the moment of the change for a local time that a change leaves out.
        return zone->to_sys(local, date::choose::earliest);
    };
    matching::Intervals result;
    // Two days early and one late: a block lasts up to two midnights, zones are a day apart.
    const auto last = date::floor<date::days>(zone->to_local(to)) + date::days{1};
    for (auto midnight = date::floor<date::days>(zone->to_local(from)) - date::days{2};
         midnight <= last; midnight += date::days{1}) {
        const auto day = static_cast<Weekday>(date::weekday{midnight}.iso_encoding() - 1);
        for (const Block& block : hours.blocks) {
            if (block.day != day) continue;
            result.push_back({std::max(in_utc(midnight, block.begin), from),
                              std::min(in_utc(midnight, block.end), to)});
        }
    }
    return matching::merged(std::move(result));
}

} // namespace peerdesk::people
