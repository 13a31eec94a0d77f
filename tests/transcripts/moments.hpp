// SPDX-License-Identifier: MIT
// Moments and spans of time as a transcript writes them: "2026-11-23 10:00 UTC", "1 h 30 min".
#pragma once

#include "adapters/chat/event.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace peerdesk::transcripts {

[[nodiscard]] std::optional<chat::Time> parse_moment(std::string_view text);
/// Units: ms, s, min, h, day(s), week(s).
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_span(std::string_view text);

} // namespace peerdesk::transcripts
