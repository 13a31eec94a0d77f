// SPDX-License-Identifier: MIT
#include "adapters/net/token_bucket.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace peerdesk::net {

using std::chrono::duration;

namespace {

/// Sums of fractions miss a whole token by this much at most.
constexpr double rounding = 1e-6;

} // namespace

TokenBucket::TokenBucket(double per_second, std::size_t burst)
    : per_second_(per_second), burst_(static_cast<double>(std::max<std::size_t>(burst, 1))),
      tokens_(burst_) {}

void TokenBucket::refill(SteadyTime now) {
    if (was_used_ && now > filled_) {
        const double seconds = duration<double>(now - filled_).count();
        tokens_ = std::min(burst_, tokens_ + seconds * per_second_);
    }
    filled_ = was_used_ ? std::max(filled_, now) : now;
    was_used_ = true;
}

bool TokenBucket::take(SteadyTime now) {
    if (per_second_ <= 0) return true;
    refill(now);
    if (tokens_ < 1.0 - rounding) return false;
    tokens_ -= 1.0;
    return true;
}

void TokenBucket::take_in_debt(SteadyTime now) {
    if (per_second_ <= 0) return;
    refill(now);
    tokens_ = std::max(tokens_ - 1.0, -burst_);
}

SteadyTime TokenBucket::ready_at(SteadyTime now) const {
    if (per_second_ <= 0 || !was_used_) return now;
    const double missing =
        1.0 - tokens_ - duration<double>(std::max(now, filled_) - filled_).count() * per_second_;
    if (missing <= rounding) return now;
    // A nanosecond more than needed, so that rounding never makes a waiter wake too early.
    const auto wait = std::chrono::nanoseconds{
        static_cast<std::chrono::nanoseconds::rep>(std::ceil(missing / per_second_ * 1e9)) + 1};
    return std::max(now, filled_) + wait;
}

} // namespace peerdesk::net
