// SPDX-License-Identifier: MIT
// The `time` tag: when the network says something happened (server-time.md).
#pragma once

#include "adapters/net/clock.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::irc {

/// @param text "2011-10-19T16:40:51.620Z", UTC; the fraction may be missing or have any length.
[[nodiscard]] std::optional<net::WallTime> parse_server_time(std::string_view text);

} // namespace peerdesk::irc
