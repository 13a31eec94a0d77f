// SPDX-License-Identifier: MIT
// Holidays: days on which somebody is away though their hours say otherwise.
#pragma once

#include "storage/database.hpp"

#include <vector>

namespace peerdesk::storage {

/// Half-open, in UTC: from a local midnight to a local midnight.
struct DayOff {
    Time begin;
    Time end;

    bool operator==(const DayOff&) const = default;
};

class DaysOff {
  public:
    explicit DaysOff(Database& database) : database_(database) {}

    /// Of two that begin at the same moment the longer one is kept.
    void add(PersonId person, const DayOff& off);
    /// Those that end after `now`, by begin; at most `limit`.
    [[nodiscard]] std::vector<DayOff> of(PersonId person, Time now, int limit);
    void clear(PersonId person);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
