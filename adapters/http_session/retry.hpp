// SPDX-License-Identifier: MIT
// When something may be tried again.
#pragma once

#include "adapters/net/back_off.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"

#include <chrono>
#include <string_view>

namespace peerdesk::http_session {

/// What a Retry-After header asks us to wait: seconds or a date (RFC 9110 10.2.3), at most 1 h;
/// zero when it is missing or unreadable.
[[nodiscard]] std::chrono::milliseconds header_wait(std::string_view header, net::WallTime now);

/// One thing that is tried until it works.
class Retry {
  public:
    Retry(std::chrono::milliseconds min, std::chrono::milliseconds max, net::Random& random)
        : back_off_(min, max, random) {}

    [[nodiscard]] bool is_due(net::SteadyTime now) const { return now >= at_; }
    [[nodiscard]] net::SteadyTime at() const { return at_; }
    void again(net::SteadyTime now) { at_ = now + back_off_.next(); }
    void again_after(net::SteadyTime now, std::chrono::milliseconds wait) { at_ = now + wait; }
    /// Not before the next long delay.
    void rarely(net::SteadyTime now) {
        back_off_.jump_to_max();
        again(now);
    }
    void reset() {
        back_off_.reset();
        at_ = {};
    }

  private:
    net::BackOff back_off_;
    net::SteadyTime at_{};
};

} // namespace peerdesk::http_session
