// SPDX-License-Identifier: MIT
// Cards: in a staff room whose network has threads, one message for each ticket that always shows
// its state; all that is said about the ticket hangs on it, or stands in the thread with it.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Context;
using conversation::Desk;

/// Whether rooms of this network get cards: it must have threads and let us change a message.
[[nodiscard]] bool has_cards(const conversation::Services& services, std::string_view network);

/// Posts the ticket's card in a room if it has none there. `mentions` are called by a new card.
/// @return the row on which everything about the ticket hangs there
storage::OutboxId ensure_card(Context& context, const Desk& desk, const storage::Ticket& ticket,
                              const storage::StoredPlace& room, std::string_view mentions = {});

/// The ticket as it is now, on its card in this room; a ticket without one gets it.
void refresh_card(Context& context, const Desk& desk, storage::TicketId ticket,
                  const storage::StoredPlace& room);
/// The same in every staff room that has cards.
void refresh_cards(Context& context, const Desk& desk, storage::TicketId ticket);

/// What was posted in the room before cannot be referred to any more: unclosed tickets get a new
/// card there.
void renew_cards(Context& context, const storage::StoredPlace& room);

} // namespace peerdesk::desk
