// SPDX-License-Identifier: MIT
// What coordinators decide about people: roles and blocks. Each change is in the audit log.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::people {

using conversation::Arguments;
using conversation::Turn;

/// `responder add @bo`, `@network:bo` for another network; with a pass phrase where that network
/// has no accounts.
void add_responder(Turn& turn, const Arguments& arguments);
void remove_responder(Turn& turn, const Arguments& arguments);
void list_responders(Turn& turn, const Arguments& arguments);
void add_coordinator(Turn& turn, const Arguments& arguments);
void remove_coordinator(Turn& turn, const Arguments& arguments);
void list_coordinators(Turn& turn, const Arguments& arguments);

void block(Turn& turn, const Arguments& arguments);
void unblock(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::people
