// SPDX-License-Identifier: MIT
// A rate with a burst. Time is an argument, so the bucket holds no clock.
#pragma once

#include "adapters/net/clock.hpp"

#include <cstddef>

namespace peerdesk::net {

class TokenBucket {
  public:
    /// @param per_second tokens that come back each second; 0 or less: never any limit.
    /// @param burst tokens a full bucket holds, at least 1. It starts full.
    TokenBucket(double per_second, std::size_t burst);

    /// Takes one token; false when there is none.
    [[nodiscard]] bool take(SteadyTime now);
    /// Takes one token even if that leaves a debt, for what may not wait but still counts.
    /// The debt never grows beyond one burst.
    void take_in_debt(SteadyTime now);
    /// The earliest moment when `take` succeeds.
    [[nodiscard]] SteadyTime ready_at(SteadyTime now) const;

  private:
    void refill(SteadyTime now);

    double per_second_;
    double burst_;
    double tokens_;
    SteadyTime filled_{};
    bool was_used_ = false;
};

} // namespace peerdesk::net
