// SPDX-License-Identifier: MIT
// `census`, `census LANGUAGE`, `census REGION`: who offers and wants what now, in counts.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::engagement {

void census(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::engagement
