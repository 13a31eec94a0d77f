// SPDX-License-Identifier: MIT
// Circles: the people of an exchange who show each other something, one to the next. Everybody gets
// one question for all that concerns them, and it comes about only when all of them say yes.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/mentoring/telling.hpp"
#include "matching/exchange.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace peerdesk::mentoring {

using conversation::Turn;

/// It belongs to a circle or chain: agreed together or not at all.
[[nodiscard]] bool is_circle(const Introduction& introduction);

/// Who shows whom something, the one who shows first; a cycle closes with its first person.
[[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>>
lessons_of(const matching::ExchangeGroup& group);

/// Asks the one on this side about everything that concerns them. False when they cannot be
/// reached.
bool ask_circle(Context& context, const Introduction& introduction, IntroductionSide side);

/// One yes or no for all that concerns this person.
void accept_circle(Turn& turn, const Introduction& introduction);
void decline_circle(Turn& turn, const Introduction& introduction);

/// It will not come about: this person said no or nothing (`late`), or went away (`none`). Those
/// who were asked are told, never why, and new circles are looked for.
void end_circle(Context& context, const Introduction& introduction, PersonId person,
                storage::IntroductionAnswer answer);

/// The round has nobody for this person. Nothing is said to the blocked.
void tell_nobody(Context& context, const Desk& desk, PersonId person);

} // namespace peerdesk::mentoring
