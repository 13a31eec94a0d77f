// SPDX-License-Identifier: MIT
// When something may be tried again, and what an answer says about that.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/net/back_off.hpp"
#include "adapters/net/clock.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

namespace peerdesk::matrix {

/// What became of a request, seen from what to do next.
enum class Outcome {
    done,
    later,      ///< no answer, a server in trouble, or an answer that is none: the same again
    limited,    ///< the same again, at the time the server told
    not_us,     ///< the token is not (or no longer) good
    impossible, ///< the server said no
};
[[nodiscard]] Outcome outcome_of(const Answer& answer, const ErrorAnswer& error);

/// How long a 429 asks us to wait: the larger of the Retry-After header (seconds or a date, RFC
/// 9110 10.2.3) and the field retry_after_ms; at least 500 ms, at most 1 h.
[[nodiscard]] std::chrono::milliseconds told_wait(const Answer& answer, const ErrorAnswer& error,
                                                  net::WallTime now);

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

} // namespace peerdesk::matrix
