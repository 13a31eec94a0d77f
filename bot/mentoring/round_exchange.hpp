// SPDX-License-Identifier: MIT
// A round of exchange: who could show whom what, and the circles and chains made of it, so that as
// many people as possible are shown something.
#pragma once

#include "bot/mentoring/reasons.hpp"
#include "bot/mentoring/round_figures.hpp"
#include "matching/exchange.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace peerdesk::mentoring {

/// One shows the other a skill they want.
struct Lesson {
    SkillId skill;
    Reasons reasons;
};

/// First the one who shows.
using Lessons = std::map<std::pair<std::int64_t, std::int64_t>, Lesson>;

/// What matching sees, and the lessons behind its edges.
struct ExchangeNet {
    std::vector<matching::ExchangePerson> people;
    std::vector<matching::ExchangeEdge> edges;
    Lessons lessons;
};

/// Pairs that the round itself proposed, and which fell apart because of somebody else.
using FallenPairs = std::set<std::pair<std::int64_t, std::int64_t>>;

/// Among `people`, in an order drawn by the seed. All gates of introductions hold, but for the
/// room a mentor has: whoever joins an exchange shows one person something.
[[nodiscard]] ExchangeNet exchange_net(Context& context, const Desk& desk,
                                       std::vector<PersonId> people, std::uint64_t seed,
                                       const FallenPairs& fallen = {});

struct CirclesPlan {
    ExchangeNet net;
    matching::ExchangePlan plan;

    [[nodiscard]] RoundFigures figures() const;
};

/// Changes nothing. The same database and seed give the same plan.
[[nodiscard]] CirclesPlan plan_circles(Context& context, const Desk& desk,
                                       const storage::Round& round, std::uint64_t seed);

/// Makes the introductions of each group, numbered as cycles of the round, and asks everybody.
void propose_circles(Context& context, const Desk& desk, const storage::Round& round,
                     const ExchangeNet& net, std::span<const matching::ExchangeGroup> groups);

/// The same for a whole plan; whoever joined and is in no group is told so.
void introduce_circles(Context& context, const Desk& desk, const storage::Round& round,
                       const CirclesPlan& plan);

} // namespace peerdesk::mentoring
