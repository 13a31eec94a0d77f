// SPDX-License-Identifier: MIT
// What people wrote and we could not read, kept until we can; and what they were told of it.
#pragma once

#include "storage/database.hpp"

#include <cstdint>
#include <string_view>

namespace peerdesk::storage {

class Unreadable {
  public:
    explicit Unreadable(Database& database) : database_(database) {}

    /// False when it is kept already.
    bool add(PersonId person, std::string_view network, std::string_view remote_id,
             std::string_view raw, Time received);
    [[nodiscard]] std::int64_t count_of(PersonId person);
    /// At most `limit` rows received before are given up.
    int remove_before(Time received, int limit);

    /// Whether `what` was told to the person since `since`; notes that it is told now if not.
    bool was_told(PersonId person, std::string_view what, Time since, Time now);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
