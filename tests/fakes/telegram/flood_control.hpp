// SPDX-License-Identifier: MIT
// Counts messages that go out and says when there are too many.
#pragma once

#include "tests/fakes/telegram/settings.hpp"

#include <cstdint>
#include <deque>
#include <unordered_map>

namespace peerdesk::telegram_fake {

class FloodControl {
  public:
    /// Counts `count` messages into the chat, or gives the seconds to wait and counts nothing.
    /// @return 0 when they may go
    std::int64_t wait_for(const FloodLimits& limits, std::int64_t chat, bool is_group,
                          std::int64_t now_ms, int count = 1);

  private:
    using Times = std::deque<std::int64_t>;
    struct Lane {
        Times second;
        Times minute;
    };
    std::unordered_map<std::int64_t, Lane> lanes_;
    Times all_;
};

} // namespace peerdesk::telegram_fake
