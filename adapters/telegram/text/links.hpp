// SPDX-License-Identifier: MIT
// Addresses behind words.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::telegram {

inline constexpr std::size_t link_bytes_max = 2'048;

/// The address if it may be followed (http, https, ftp, mailto, magnet), in ASCII; else empty.
/// @param given valid UTF-8
[[nodiscard]] std::string followable(std::string_view given);

/// Whether the server makes a link of it (`text_link`).
[[nodiscard]] bool is_web_address(std::string_view link);

} // namespace peerdesk::telegram
