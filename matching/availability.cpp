// SPDX-License-Identifier: MIT
#include "matching/availability.hpp"

#include <algorithm>

namespace peerdesk::matching {

namespace {

using Duration = Time::duration;

/// The first interval that ends after `at`: the one `at` lies in, or the next one.
auto current_or_next(std::span<const Interval> hours, Time at) {
    return std::ranges::upper_bound(hours, at, {}, &Interval::end);
}

Duration time_within(std::span<const Interval> hours, Time from, Time to) {
    Duration sum{0};
    if (to <= from) return sum; // else a window turned round inside one interval counts negative
    for (auto it = current_or_next(hours, from); it != hours.end() && it->begin < to; ++it)
        sum += std::min(it->end, to) - std::max(it->begin, from);
    return sum;
}

} // namespace

Intervals merged(Intervals intervals) {
    std::erase_if(intervals, [](const Interval& each) { return each.end <= each.begin; });
    std::ranges::sort(intervals, {}, &Interval::begin);
    Intervals result;
    for (const Interval& next : intervals) {
        if (result.empty() || result.back().end < next.begin)
            result.push_back(next);
        else
            result.back().end = std::max(result.back().end, next.end);
    }
    return result;
}

Intervals union_of(std::span<const Intervals> people) {
    Intervals all;
    for (const Intervals& hours : people)
        all.insert(all.end(), hours.begin(), hours.end());
    return merged(std::move(all));
}

bool is_available(std::span<const Interval> hours, Time at) {
    const auto it = current_or_next(hours, at);
    return it != hours.end() && it->begin <= at;
}

std::optional<Time> next_change(std::span<const Interval> hours, Time at) {
    const auto it = current_or_next(hours, at);
    if (it == hours.end()) return std::nullopt;
    return it->begin > at ? it->begin : it->end;
}

std::optional<Time> next_available(std::span<const Interval> hours, Time at) {
    const auto it = current_or_next(hours, at);
    if (it == hours.end()) return std::nullopt;
    return std::max(it->begin, at);
}

std::optional<Time> first_available(std::span<const Intervals> people, Time at) {
    std::optional<Time> first;
    for (const Intervals& hours : people) {
        const auto next = next_available(hours, at);
        if (next && (!first || *next < *first)) first = next;
    }
    return first;
}

std::chrono::minutes own_minutes(std::span<const Interval> hours, Time from, Time to) {
    return std::chrono::floor<std::chrono::minutes>(time_within(hours, from, to));
}

std::chrono::minutes covered_minutes(std::span<const Intervals> people, Time from, Time to) {
    return own_minutes(union_of(people), from, to);
}

std::optional<Time> after_own_time(std::span<const Interval> hours, Time from,
                                   std::chrono::milliseconds amount) {
    if (amount <= Duration{0}) return from;
    for (auto it = current_or_next(hours, from); it != hours.end(); ++it) {
        const Time begin = std::max(it->begin, from);
        if (it->end - begin >= amount) return begin + amount;
        amount -= it->end - begin;
    }
    return std::nullopt;
}

} // namespace peerdesk::matching
