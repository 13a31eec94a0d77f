// SPDX-License-Identifier: MIT
// The JSON we send that is no message: new rooms, reasons, account data, filters.
#pragma once

#include "adapters/matrix/room_event.hpp"

#include <string>

namespace peerdesk::matrix {

/// A private room for us and `user`, marked as made for them, not encrypted.
[[nodiscard]] std::string create_direct_body(const std::string& user);
/// {"reason": …}, or {} where there is none.
[[nodiscard]] std::string reason_body(const std::string& reason);
/// The content of m.direct.
[[nodiscard]] std::string direct_rooms_body(const DirectRooms& rooms);

/// What /messages shall show when a gap is filled: the events we read, with their senders' names.
[[nodiscard]] const std::string& gap_filter();
/// What /messages shall show when we look for an event of ours.
[[nodiscard]] std::string own_events_filter(const std::string& user);

} // namespace peerdesk::matrix
