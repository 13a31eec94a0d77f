// SPDX-License-Identifier: MIT
// Two ways to divide people into pairs (and triples where needed): exact for few, by matching for
// many. Only peers uses it.
#pragma once

#include "matching/peer_weights.hpp"

#include <vector>

namespace peerdesk::matching {

/// Pairs and triples; whoever is in none is left out.
using PeerDivision = std::vector<PeerPositions>;

/// As few as can be left out, then as few triples, then at the least cost. 2^n * n² steps.
PeerDivision divide_exactly(const PeerWeights& weights);

/// The same for the pairs alone; who is over then joins them, improved by exchanges.
PeerDivision divide_by_matching(const PeerWeights& weights);

} // namespace peerdesk::matching
