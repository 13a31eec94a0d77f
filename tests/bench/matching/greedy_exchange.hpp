// SPDX-License-Identifier: MIT
// What an exchange does without a search: the most pairs, then triples as they come. The measure
// for plan_exchange, with nothing of it.
#pragma once

#include "tests/matching/exchange_instance.hpp"

namespace peerdesk::bench {

struct GreedyExchange {
    int in_pairs = 0;             ///< people in pairs, as many as can be
    int in_pairs_and_triples = 0; ///< people in these and in triples of the others
};

GreedyExchange greedy_exchange(const matching::ExchangeInstance& instance);

} // namespace peerdesk::bench
