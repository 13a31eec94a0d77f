// SPDX-License-Identifier: MIT
// What bench_matching measures. Each prints its rows and tells whether what must hold did hold.
#pragma once

#include <ctime>

namespace peerdesk::bench {

bool measure_rounds();
bool measure_exchange();
bool measure_peers();
bool measure_routing();

/// Milliseconds the processor worked on `task`; other programs on the machine do not count.
double worked_milliseconds(auto task) {
    const std::clock_t begin = std::clock();
    task();
    return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

} // namespace peerdesk::bench
