// SPDX-License-Identifier: MIT
// `help` and `about`: what this person may type, from the command table.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::commands {

/// Without a command: one line for each that this person may use here. With one: how to type it.
void help(conversation::Turn& turn, const conversation::Arguments& arguments);
void about(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::commands
