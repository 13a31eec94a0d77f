// SPDX-License-Identifier: MIT
// What becomes of rooms: open again, closed to us, or replaced by a new one.
#pragma once

#include "bot/conversation/services.hpp"

#include <string>

namespace peerdesk::desk {

void on_place(conversation::Context& context, const chat::PlaceChanged& change);

/// A network has no longer what was said while we were away: coordinators hear which hours.
void tell_away(conversation::Context& context, const std::string& network,
               const chat::LinkChanged& link);

/// Something could not be read and nobody knows who sent it, or where: coordinators hear of it once
/// a day at most.
void tell_unread(conversation::Context& context, const std::string& network);

} // namespace peerdesk::desk
