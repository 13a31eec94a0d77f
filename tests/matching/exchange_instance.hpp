// SPDX-License-Identifier: MIT
// Random exchanges from a seed, for the tests and the benchmark: skills that many offer, skills
// that many want, and these are not the same.
#pragma once

#include "matching/exchange.hpp"

#include <cstdint>
#include <vector>

namespace peerdesk::matching {

struct ExchangeInstance {
    std::vector<ExchangePerson> people;
    std::vector<ExchangeEdge> edges;
};

struct ExchangeSize {
    std::uint32_t people = 0;
    std::uint32_t skills = 60;
    std::uint32_t offered = 3; ///< by each
    std::uint32_t wanted = 2;  ///< by each
    std::uint32_t givers = 0;  ///< of the people; these want nothing
};

/// The k-th skill of n is offered with weight k^-1/2 and wanted with weight (n + 1 - k)^-1/2;
/// nobody wants what they offer.
ExchangeInstance exchange_instance(const ExchangeSize& size, std::uint64_t seed);

/// Whether the plan keeps to the people and edges, with nobody twice, and counts its learners.
bool is_sound(const ExchangePlan& plan, const ExchangeInstance& instance, int chain_people_max);

} // namespace peerdesk::matching
