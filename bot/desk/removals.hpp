// SPDX-License-Identifier: MIT
// Somebody withdrew a message on their network: our record and every copy follow.
#pragma once

#include "bot/conversation/services.hpp"

namespace peerdesk::desk {

/// What was removed is kept by nobody: text, what it said before, and the event as received. A
/// message we do not know is none of ours.
void take_removal(conversation::Context& context, const chat::MessageRemoved& removed);

} // namespace peerdesk::desk
