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

/// One event as a JSON object on one line. Only messages are kept, so only they are encoded.
[[nodiscard]] std::string encode(const chat::Event& event, const chat::MessageReceived& message);

/// The event back; the error says what did not fit. Never throws.
[[nodiscard]] std::expected<chat::Event, std::string> decode(std::string_view text);

} // namespace peerdesk::wire
