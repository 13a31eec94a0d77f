// SPDX-License-Identifier: MIT
// Which message of ours shows a ticket in a room, and so begins its thread there.
#pragma once

#include "storage/outbox.hpp"

#include <optional>
#include <vector>

namespace peerdesk::storage {

struct Card {
    TicketId ticket;
    StoredPlace place;
    OutboxId row;
};

class Cards {
  public:
    explicit Cards(Database& database) : database_(database) {}

    /// One card for each ticket and room; a newer one takes the place of the older.
    void set(const Card& card);
    /// The row of the ticket's card in a room; empty where it has none.
    [[nodiscard]] OutboxId find(TicketId ticket, const StoredPlace& place);
    [[nodiscard]] std::vector<Card> of(TicketId ticket);
    /// The ticket whose card this row is.
    [[nodiscard]] std::optional<TicketId> ticket_of(OutboxId row);
    /// Tickets not closed with a card in this place, by number, at most `limit`.
    [[nodiscard]] std::vector<TicketId> unclosed_at(const StoredPlace& place, int limit);
    void forget_row(OutboxId row);
    /// A new room took the place: what was posted before is out of reach. A card that still waits
    /// to be posted is kept, as it will stand in the new room.
    void forget_place(const StoredPlace& place);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
