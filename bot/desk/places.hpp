// SPDX-License-Identifier: MIT
// What becomes of rooms: open again, closed to us, or replaced by a new one.
#pragma once

#include "bot/conversation/services.hpp"

namespace peerdesk::desk {

void on_place(conversation::Context& context, const chat::PlaceChanged& change);

} // namespace peerdesk::desk
