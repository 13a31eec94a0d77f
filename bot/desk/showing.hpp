// SPDX-License-Identifier: MIT
// Reading the queue: the asker's `status`, the staff's `list` and `show`.
#pragma once

#include "bot/conversation/outgoing.hpp"

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Turn;

void status(Turn& turn, const Arguments& arguments);
void list(Turn& turn, const Arguments& arguments);
/// One ticket with its history and what became of each answer.
void show(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::desk
