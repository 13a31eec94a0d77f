// SPDX-License-Identifier: MIT
// One update from its bytes. Nothing here throws, whatever the bytes are; only the fields that are
// used are looked at, so that what a later version of the Bot API adds spoils nothing.
#pragma once

#include "adapters/telegram/updates/update.hpp"

#include <cstddef>
#include <string_view>
#include <variant>

namespace peerdesk::telegram {

/// The server drops larger ones itself.
inline constexpr std::size_t update_bytes_max = 65'536;
/// Nothing the server sends nests deeper.
inline constexpr std::size_t update_nesting_max = 100;
/// Of an update that cannot be read, for whoever looks into it.
inline constexpr std::size_t raw_bytes_max = 4'096;

/// @param json valid UTF-8, as split_updates gives it
[[nodiscard]] std::variant<Update, UnreadableUpdate> read_update(std::string_view json);

} // namespace peerdesk::telegram
