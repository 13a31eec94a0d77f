// SPDX-License-Identifier: MIT
// One message from JSON: who, where, answering what. What it says is content_reader's.
#pragma once

#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/update.hpp"

#include <optional>

namespace peerdesk::telegram {

/// Nothing without a chat and an id, and when what it says is not what it should be.
[[nodiscard]] std::optional<Message> read_message(JsonView message);

} // namespace peerdesk::telegram
