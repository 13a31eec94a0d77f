// SPDX-License-Identifier: MIT
// The same round solved by LEMON, which knows nothing of ours: an oracle for the cost and the
// measure for the time. Its headers stay in lemon_round.cpp.
#pragma once

#include "tests/matching/round_instance.hpp"

#include <chrono>

namespace peerdesk::matching {

struct LemonRound {
    double total_cost = 0;
    std::chrono::duration<double, std::milli> building{0}; ///< of the graph
    std::chrono::duration<double, std::milli> solving{0};  ///< NetworkSimplex::run alone
};

/// Throws std::runtime_error when LEMON finds no optimum.
LemonRound lemon_round(const RoundInstance& instance, const RoundSettings& settings = {});

} // namespace peerdesk::matching
