// SPDX-License-Identifier: MIT
// What responders say of their own time: hours, pauses, languages, how much at once.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::people {

using conversation::Arguments;
using conversation::Turn;

/// Without hours shows those known.
void available(Turn& turn, const Arguments& arguments);
void pause(Turn& turn, const Arguments& arguments);
void back(Turn& turn, const Arguments& arguments);
void languages(Turn& turn, const Arguments& arguments);
void limit(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::people
