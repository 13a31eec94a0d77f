// SPDX-License-Identifier: MIT
// Things to do later, kept as rows so that a restart forgets none.
#pragma once

#include "storage/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct Timer {
    TimerId id;
    Time due;
    std::string kind;
    DeskId desk;
    TicketId ticket;
    PersonId person;
    std::string payload;
};

class Timers {
  public:
    explicit Timers(Database& database) : database_(database) {}

    TimerId add(const Timer& timer);
    void remove(TimerId id);
    /// Removes exactly this timer; false when it is gone, also when another has its number since.
    [[nodiscard]] bool take(const Timer& timer);
    /// Removes the ticket's timers of this kind, or all with an empty kind.
    void remove_for(TicketId ticket, std::string_view kind);
    /// Puts all timers of the ticket off by so much.
    void put_off(TicketId ticket, std::chrono::milliseconds by);
    /// Due at or before `now`, by (due, id), at most `limit`.
    [[nodiscard]] std::vector<Timer> due(Time now, int limit);
    [[nodiscard]] std::optional<Time> next_due();
    /// Quick for timers without a ticket, of which a desk has few.
    [[nodiscard]] bool has_kind(DeskId desk, std::string_view kind);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
