// SPDX-License-Identifier: MIT
// What a message holds, of every kind in version 10.1 of the Bot API: its text with entities, and
// what came with it as attachments. Nothing somebody sent is left out: what we do not know goes
// under the network's word for it.
#pragma once

#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/update.hpp"

#include <cstddef>

namespace peerdesk::telegram {

/// Text that is taken of one message; only "rich" messages can have more.
inline constexpr std::size_t text_bytes_max = 60'000;

/// Fills in what `message` holds; its chat and id must be there. False when it has a text that is
/// none.
[[nodiscard]] bool read_content(JsonView message, Message& said);

} // namespace peerdesk::telegram
