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
    OutboxId thread_row{}; ///< what opened the thread it stands in, where that is a row of its own
};

class Cards {
  public:
    explicit Cards(Database& database) : database_(database) {}

    /// One card for each ticket and room; a newer one takes the place of the older.
    void set(const Card& card);
    /// The row of the ticket's card in a room; empty where it has none.
    [[nodiscard]] OutboxId find(TicketId ticket, const StoredPlace& place);
    /// What is said about the ticket in a room hangs on this row: what opened the card's thread, or
    /// the card itself. Empty where it has none.
    [[nodiscard]] OutboxId thread(TicketId ticket, const StoredPlace& place);
    /// The row that opened the card's thread; empty where the card itself begins it.
    [[nodiscard]] OutboxId opened_thread(TicketId ticket, const StoredPlace& place);
    /// The card that stands in the thread which this row opened.
    [[nodiscard]] std::optional<Card> in_thread(OutboxId thread_row);
    [[nodiscard]] std::vector<Card> of(TicketId ticket);
    /// The ticket whose card this row is.
    [[nodiscard]] std::optional<TicketId> ticket_of(OutboxId row);
    /// Tickets not closed with a card in this place, by number, at most `limit`.
    [[nodiscard]] std::vector<TicketId> unclosed_at(const StoredPlace& place, int limit);
    /// The threads that cards of this place stand in are no more, what was said in them is still
    /// there: it hangs on the cards themselves from now on.
    void leave_threads(const StoredPlace& place, Time now);
    void forget_row(OutboxId row);
    /// A new room took the place: what was posted before is out of reach. A card that still waits
    /// to be posted is kept, as it will stand in the new room.
    void forget_place(const StoredPlace& place);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
