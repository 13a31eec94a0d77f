// SPDX-License-Identifier: MIT
// A peer round, "coffee": whoever joined gets somebody to talk to, somebody new as long as there is
// anybody new. Joining is the yes, so they are introduced at once.
#pragma once

#include "bot/mentoring/round_figures.hpp"
#include "bot/mentoring/tables.hpp"
#include "matching/peers.hpp"

#include <cstdint>

namespace peerdesk::mentoring {

/// Changes nothing. The same database and seed give the same plan.
[[nodiscard]] matching::PeerRound plan_coffee(Context& context, const Desk& desk,
                                              const storage::Round& round, std::uint64_t seed);

[[nodiscard]] RoundFigures figures_of(const matching::PeerRound& plan);

void introduce_peers(Context& context, const Desk& desk, const storage::Round& round,
                     const matching::PeerRound& plan);

} // namespace peerdesk::mentoring
