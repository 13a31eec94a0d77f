// SPDX-License-Identifier: MIT
// Telegram counts text in UTF-16 code units; the bytes are UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace peerdesk::telegram_fake {

[[nodiscard]] bool is_utf8(std::string_view text);

/// Code units of valid UTF-8.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

/// The byte at which the code unit `offset` begins; the size at the end of the text; nothing
/// behind it or in the middle of a surrogate pair.
[[nodiscard]] std::optional<std::size_t> byte_of(std::string_view text, std::size_t offset);

/// The byte of the character that the code unit `offset` is the second half of.
[[nodiscard]] std::size_t byte_inside(std::string_view text, std::size_t offset);

} // namespace peerdesk::telegram_fake
