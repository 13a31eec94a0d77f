// SPDX-License-Identifier: MIT
// The search for the packing of circles and chains with the most learners: by annealing, and by
// branch and bound where few groups are possible. Only exchange uses it.
#pragma once

#include "matching/exchange_packing.hpp"

#include <vector>

namespace peerdesk::matching {

struct Packed {
    std::vector<PackedGroup> groups;
    int learners = 0;
    bool is_optimal = false;
};

/// The most circles of two, then circles of three and chains into the gaps as they come.
Packed pairs_first(const ExchangeGraph& graph, std::span<const Cycle> cycles,
                   const ExchangeSettings& settings);

/// Simulated annealing from `start`, whose people it never falls below; stops at `bound`.
Packed annealed(const ExchangeGraph& graph, std::span<const Cycle> cycles, const Packed& start,
                int bound, const ExchangeSettings& settings);

/// Exact: something better than `start`, or `start` with `is_optimal`; `start` itself when the
/// steps do not suffice.
Packed proven(const ExchangeGraph& graph, std::span<const Cycle> cycles, const Packed& start,
              const ExchangeSettings& settings);

} // namespace peerdesk::matching
