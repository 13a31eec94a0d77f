// SPDX-License-Identifier: MIT
// Waiting for what another process does: the only place where a test looks at the clock.
#pragma once

#include <chrono>
#include <thread>

namespace peerdesk::servers {

/// Asks again and again until `holds()` is true; false when `wait` is over first.
template <class Condition>
[[nodiscard]] bool eventually(std::chrono::milliseconds wait, Condition holds) {
    constexpr std::chrono::milliseconds pause{20};
    const auto end = std::chrono::steady_clock::now() + wait;
    while (!holds()) {
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(pause);
    }
    return true;
}

} // namespace peerdesk::servers
