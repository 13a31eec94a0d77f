// SPDX-License-Identifier: MIT
// How many people an exchange could reach at most. Only exchange uses it.
#pragma once

#include "matching/exchange_graph.hpp"

#include <span>

namespace peerdesk::matching {

/// As `exchange_tight_bound`; `cycles` are all of the graph.
int tight_bound(const ExchangeGraph& graph, std::span<const Cycle> cycles, int chain_people_max);

} // namespace peerdesk::matching
