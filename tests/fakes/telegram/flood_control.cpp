// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/flood_control.hpp"

#include <algorithm>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60'000;

/// Milliseconds until one more fits into the window; 0 when it does now.
std::int64_t wait_in(std::deque<std::int64_t>& times, int limit, std::int64_t window,
                     std::int64_t now) {
    if (limit <= 0) return 0;
    while (!times.empty() && times.front() <= now - window)
        times.pop_front();
    if (times.size() < static_cast<std::size_t>(limit)) return 0;
    return times.front() + window - now;
}

} // namespace

std::int64_t FloodControl::wait_for(const FloodLimits& limits, std::int64_t chat, bool is_group,
                                    std::int64_t now_ms, int count) {
    const bool has_limits = limits.per_chat_per_second > 0 || limits.per_group_per_minute > 0 ||
                            limits.in_all_per_second > 0;
    if (!has_limits) return 0;
    Lane& lane = lanes_[chat];
    const int per_minute = is_group ? limits.per_group_per_minute : 0;
    const std::int64_t wait =
        std::max({wait_in(lane.second, limits.per_chat_per_second, second_ms, now_ms),
                  wait_in(lane.minute, per_minute, minute_ms, now_ms),
                  wait_in(all_, limits.in_all_per_second, second_ms, now_ms)});
    if (wait > 0) return (wait + second_ms - 1) / second_ms;
    for (int i = 0; i < count; ++i) {
        if (limits.per_chat_per_second > 0) lane.second.push_back(now_ms);
        if (per_minute > 0) lane.minute.push_back(now_ms);
        if (limits.in_all_per_second > 0) all_.push_back(now_ms);
    }
    return 0;
}

} // namespace peerdesk::telegram_fake
