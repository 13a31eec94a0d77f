// SPDX-License-Identifier: MIT
// Secrets compared without telling by the time taken how far they agree.
#pragma once

#include <string_view>

namespace peerdesk::net {

/// Whether both texts are the same. What is compared are their SHA-256 digests, so neither a common
/// beginning nor an equal length shows. Throws `std::runtime_error` when OpenSSL is out of memory.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

} // namespace peerdesk::net
