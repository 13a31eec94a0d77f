// SPDX-License-Identifier: MIT
// An edited message: the words within it may have a command around them.
#pragma once

#include "bot/commands/lexicon.hpp"
#include "bot/conversation/turn.hpp"

namespace peerdesk::commands {

/// `turn.remote_id` names the message, `turn.text` is the whole of it now. Only the author's own
/// messages that are part of a ticket change; a command is not run again.
void take_edit(Turn& turn, const Lexicon& lexicon);

} // namespace peerdesk::commands
