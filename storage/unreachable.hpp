// SPDX-License-Identifier: MIT
// Direct chats that are closed to us.
#pragma once

#include "storage/tickets.hpp"

namespace peerdesk::storage {

class Unreachable {
  public:
    explicit Unreachable(Database& database) : database_(database) {}

    /// False when it was known.
    bool add(const StoredPlace& place, Time now);
    /// False when it was open.
    bool remove(const StoredPlace& place);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
