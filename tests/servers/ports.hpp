// SPDX-License-Identifier: MIT
// Free loopback ports for servers. They lie below the range from which outgoing connections take
// theirs: a port of that range can be taken between choosing it and listening on it.
#pragma once

#include <cstdint>

namespace peerdesk::servers {

/// A port nobody listens on. It stays reserved for this process until it ends, so that tests that
/// run side by side never choose the same one. Throws std::runtime_error when none is left.
[[nodiscard]] std::uint16_t free_port();

} // namespace peerdesk::servers
