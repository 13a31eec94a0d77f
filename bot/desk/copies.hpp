// SPDX-License-Identifier: MIT
// Where a kept message is shown, and how it follows when its author changes or withdraws it.
#pragma once

#include "bot/conversation/outgoing.hpp"

namespace peerdesk::desk {

/// The message reads anew: its copies are changed in place; where a network cannot, a line says so.
void change_copies(conversation::Context& context, const storage::TicketMessage& message);

/// The message is gone: so are its copies, or a line says that its author removed it.
void remove_copies(conversation::Context& context, const storage::TicketMessage& message);

} // namespace peerdesk::desk
