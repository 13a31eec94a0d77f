// SPDX-License-Identifier: MIT
// Commands as people type them in a place: bare in direct chats, in rooms behind the desk's prefix
// or, where people and apps expect one, behind a slash.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string>
#include <string_view>

namespace peerdesk::conversation {

/// What stands before a command in rooms of a network that can do so much.
[[nodiscard]] std::string room_prefix(const Desk& desk, const chat::Capabilities& can);

/// "claim 12", "!claim 12" or "/claim 12".
[[nodiscard]] std::string typed_at(const Services& services, const Desk& desk,
                                   const storage::StoredPlace& place, std::string_view command);
/// The same where this turn's words stand.
[[nodiscard]] std::string typed_here(const Turn& turn, std::string_view command);

/// In a room: what commands and answers need before them there.
void add_prefix_hint(const Services& services, const Desk& desk, const storage::StoredPlace& place,
                     Lines& lines);
void add_prefix_hint(const Turn& turn, Lines& lines);

} // namespace peerdesk::conversation
