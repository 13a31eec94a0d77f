// SPDX-License-Identifier: MIT
// How long to wait before the next try: doubling, with jitter, up to a ceiling.
#pragma once

#include "adapters/net/random.hpp"

#include <chrono>

namespace peerdesk::net {

/// Delays grow min, 2 min, 4 min ... max. Each is drawn from [half, whole) of its step, so that
/// clients that lost a server together do not come back together.
class BackOff {
  public:
    BackOff(std::chrono::milliseconds min, std::chrono::milliseconds max, Random& random);

    /// The next delay; never more than max, never less than half of min.
    [[nodiscard]] std::chrono::milliseconds next();
    /// After a success: the next delay is short again.
    void reset() { step_ = min_; }
    /// After a refusal that will not change soon: the next delay is near max.
    void jump_to_max() { step_ = max_; }

  private:
    std::chrono::milliseconds min_;
    std::chrono::milliseconds max_;
    std::chrono::milliseconds step_;
    Random* random_; ///< borrowed; a pointer so that back-offs can be moved
};

} // namespace peerdesk::net
