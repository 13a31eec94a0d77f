// SPDX-License-Identifier: MIT
// Events as versioned JSON text: the form in which the inbox keeps them.
#pragma once

#include "adapters/chat/event.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace peerdesk::wire {

/// The version written into each text; a reader refuses what it does not know.
inline constexpr int version = 1;

/// One event as a JSON object on one line. What people did is kept (messages, edits, removals,
/// signs, what could not be read); of other events the frame alone is written.
[[nodiscard]] std::string encode(const chat::Event& event);

/// The event back; the error says what did not fit. Never throws.
[[nodiscard]] std::expected<chat::Event, std::string> decode(std::string_view text);

} // namespace peerdesk::wire
