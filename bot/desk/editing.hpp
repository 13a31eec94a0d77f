// SPDX-License-Identifier: MIT
// Somebody changed a message that is part of a ticket.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>

namespace peerdesk::desk {

/// The kept message reads `text` now; what it said before stays on record, and copies follow.
void change_message(conversation::Turn& turn, const storage::TicketMessage& message,
                    std::string_view text, std::string_view html);

} // namespace peerdesk::desk
