// SPDX-License-Identifier: MIT
// Time as adapters receive it: a steady reading for waiting, a calendar reading for events.
#pragma once

#include <chrono>

namespace peerdesk::net {

using SteadyTime = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// One moment on both clocks. Deadlines are reckoned on `steady`, which never jumps.
struct Instant {
    SteadyTime steady;
    WallTime wall;
};

/// Where a driver takes the time from; sessions are handed an `Instant` instead.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's own clocks.
class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override {
        return {std::chrono::steady_clock::now(),
                std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
    }
};

} // namespace peerdesk::net
