// SPDX-License-Identifier: MIT
// What makes up a room: who is in it, who may do what, where it went.
#pragma once

#include "adapters/matrix/json_document.hpp"
#include "adapters/matrix/room_event.hpp"

#include <string_view>

namespace peerdesk::matrix {

/// The body of a state event; OtherEvent when it is of a type we do not use or says nothing.
[[nodiscard]] decltype(RoomEvent::body) read_state_body(JsonValue content, std::string_view type,
                                                        JsonValue state_key);

} // namespace peerdesk::matrix
