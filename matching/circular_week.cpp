// SPDX-License-Identifier: MIT
#include "matching/circular_week.hpp"

#include <algorithm>

namespace peerdesk::matching {

namespace {

using Duration = Time::duration;
constexpr Duration week = std::chrono::weeks{1};

Duration since_week_began(Time at) {
    return at - std::chrono::floor<std::chrono::weeks>(at);
}

} // namespace

Intervals folded(std::span<const Interval> hours) {
    Intervals result;
    for (const Interval& each : hours) {
        if (each.end <= each.begin) continue;
        if (each.end - each.begin >= week) return {{Time{}, Time{week}}};
        const Time begin{since_week_began(each.begin)};
        const Time end = begin + (each.end - each.begin);
        result.push_back({begin, std::min(end, Time{week})});
        if (end > Time{week}) result.push_back({Time{}, end - week});
    }
    return merged(std::move(result));
}

std::chrono::minutes shared_minutes(std::span<const Interval> left,
                                    std::span<const Interval> right) {
    Duration sum{0};
    for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
        const Duration both = std::min(l->end, r->end) - std::max(l->begin, r->begin);
        sum += std::max(both, Duration{0});
        (l->end < r->end ? l : r)++;
    }
    return std::chrono::floor<std::chrono::minutes>(sum);
}

} // namespace peerdesk::matching
