// SPDX-License-Identifier: MIT
// When the account may send. A limit the server told stands for all rooms; while the server is in
// trouble one request at a time tries whether it is back.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace peerdesk::matrix {

class SendPace {
  public:
    static constexpr std::size_t parallel_max = 6;

    SendPace(std::chrono::milliseconds min, std::chrono::milliseconds max, net::Random& random)
        : probe_(min, max, random) {}

    [[nodiscard]] bool may_send(std::size_t in_flight, net::SteadyTime now) const {
        if (now < not_before_) return false;
        if (!is_in_trouble_) return in_flight < parallel_;
        return in_flight == 0 && probe_.is_due(now);
    }
    /// When `may_send` may change its mind by time alone.
    [[nodiscard]] net::SteadyTime wake(std::size_t in_flight) const {
        if (in_flight >= (is_in_trouble_ ? 1 : parallel_)) return net::SteadyTime::max();
        return is_in_trouble_ ? std::max(not_before_, probe_.at()) : not_before_;
    }

    void on_good() {
        parallel_ = std::min(parallel_ + 1, parallel_max);
        is_in_trouble_ = false;
        probe_.reset();
    }
    /// No answer, or one of a server in trouble.
    void on_trouble(net::SteadyTime now) {
        // Requests that left together fail together: that is one failure.
        if (is_in_trouble_ && !probe_.is_due(now)) return;
        is_in_trouble_ = true;
        probe_.again(now);
    }
    /// The limit gives room for one more at the time it tells, not for all that wait.
    void on_limited(net::SteadyTime now, std::chrono::milliseconds wait) {
        parallel_ = 1;
        not_before_ = std::max(not_before_, now + wait);
    }

  private:
    Retry probe_;
    net::SteadyTime not_before_{};
    std::size_t parallel_ = parallel_max;
    bool is_in_trouble_ = false;
};

} // namespace peerdesk::matrix
