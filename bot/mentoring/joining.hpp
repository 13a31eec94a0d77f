// SPDX-License-Identifier: MIT
// `join` and `leave round`: people take part in the open round of their desk.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

void join_round(Turn& turn, const Arguments& arguments);
void leave_round(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::mentoring
