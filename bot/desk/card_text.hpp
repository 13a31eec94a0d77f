// SPDX-License-Identifier: MIT
// What the card of a ticket says, and the buttons below it.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string>

namespace peerdesk::desk {

using conversation::Context;
using conversation::Desk;

/// The ticket as it is now, in the desk's language, for a network that can do so much.
[[nodiscard]] std::string card_text(Context& context, const Desk& desk,
                                    const storage::Ticket& ticket, const chat::Capabilities& can);

/// What became of the ticket, as its card says it.
void add_card_state(Context& context, const storage::Ticket& ticket, conversation::Lines& lines);

/// What can be done with the ticket now, as `OutboxRow::buttons` has it; empty where the network
/// has no buttons. Each action is the name of a command and the ticket: "claim:12".
[[nodiscard]] std::string card_buttons(Context& context, const Desk& desk,
                                       const storage::Ticket& ticket,
                                       const chat::Capabilities& can);

} // namespace peerdesk::desk
