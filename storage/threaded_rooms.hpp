// SPDX-License-Identifier: MIT
// Rooms that have threads which are opened and closed by acts of their own.
#pragma once

#include "storage/tickets.hpp"

namespace peerdesk::storage {

class ThreadedRooms {
  public:
    explicit ThreadedRooms(Database& database) : database_(database) {}

    [[nodiscard]] bool has(const StoredPlace& room);
    /// False when it was so before.
    bool set(const StoredPlace& room, bool has_threads);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
