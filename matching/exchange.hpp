// SPDX-License-Identifier: MIT
// Exchange: A teaches B, B teaches C, C teaches A. Circles of two and three, and chains that begin
// with somebody who wants nothing, so that as many people as possible learn something.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace peerdesk::matching {

struct ExchangePerson {
    std::int64_t id = 0;
    bool wants_nothing = false; ///< may begin a chain; is never taught

    bool operator==(const ExchangePerson&) const = default;
};

/// `from` offers what `to` wants. Positions in the list of people. Two who avoid each other, or who
/// have no language or hour in common, have no edge.
struct ExchangeEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;

    bool operator==(const ExchangeEdge&) const = default;
};

enum class ExchangeShape { cycle, chain };

/// Each teaches the next; in a cycle the last teaches the first.
struct ExchangeGroup {
    ExchangeShape shape = ExchangeShape::cycle;
    std::vector<std::int64_t> people; ///< a cycle begins with its lowest id

    bool operator==(const ExchangeGroup&) const = default;
};

struct ExchangePlan {
    std::vector<ExchangeGroup> groups; ///< no person is in two of them; by the first person's id
    int learners = 0;                  ///< people who are taught: all but those who begin a chain
    bool is_optimal = false; ///< proven; false only means that the search did not prove it

    bool operator==(const ExchangePlan&) const = default;
};

struct ExchangeSettings {
    int chain_people_max = 4;              ///< with the one who begins it; below 2: no chains
    std::int64_t search_steps = 4'000'000; ///< of the local search; bounds the time, not a clock
    std::int64_t proof_steps = 30'000;     ///< of the exact search, tried where it may succeed
    std::size_t groups_max = 400'000;      ///< possible groups looked at; further ones are left out

    bool operator==(const ExchangeSettings&) const = default;
};

/// A plan with as many learners as the search finds. Deterministic: same input in the same order,
/// same plan. Never fewer learners than pairs first and then triples greedily.
///
/// Source: design page "Matching" 3.4. The best packing is APX-complete (Biró, Manlove, Rizzi
/// 2009): local search over the possible groups, and branch and bound where that is small.
ExchangePlan plan_exchange(std::span<const ExchangePerson> people,
                           std::span<const ExchangeEdge> edges,
                           const ExchangeSettings& settings = {});

/// No plan can have more learners: the most people that cycles and chains of any length reach.
int exchange_upper_bound(std::span<const ExchangePerson> people,
                         std::span<const ExchangeEdge> edges);

/// Nearer to what can be reached: the same over those edges alone that some allowed group has.
int exchange_tight_bound(std::span<const ExchangePerson> people,
                         std::span<const ExchangeEdge> edges,
                         const ExchangeSettings& settings = {});

/// The plan after `declined` (an id) said no: all groups without them stay as they are, and those
/// of their group and everybody who had none are brought together anew, without `declined`.
ExchangePlan repair_exchange(const ExchangePlan& plan, std::int64_t declined,
                             std::span<const ExchangePerson> people,
                             std::span<const ExchangeEdge> edges,
                             const ExchangeSettings& settings = {});

} // namespace peerdesk::matching
