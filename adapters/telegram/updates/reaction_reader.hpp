// SPDX-License-Identifier: MIT
// Signs that somebody set on a message, from JSON.
#pragma once

#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/update.hpp"

#include <optional>

namespace peerdesk::telegram {

/// What was added, as emoji or the network's word for the kind. Nothing without chat and message.
[[nodiscard]] std::optional<MessageReaction> read_reaction(JsonView reaction);

} // namespace peerdesk::telegram
