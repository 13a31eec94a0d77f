// SPDX-License-Identifier: MIT
// What somebody said: the content of m.room.message, m.sticker and the polls.
#pragma once

#include "adapters/matrix/json_document.hpp"
#include "adapters/matrix/room_event.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::matrix {

/// Nothing when there is neither text nor file in it (a redacted message, for one).
/// @param type of the event
[[nodiscard]] std::optional<Message> read_message(JsonValue content, std::string_view type);

/// Whether events of the type are messages to people.
[[nodiscard]] bool is_message_type(std::string_view type);

} // namespace peerdesk::matrix
