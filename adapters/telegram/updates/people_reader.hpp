// SPDX-License-Identifier: MIT
// People, chats and what somebody is in a chat, from JSON.
#pragma once

#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/update.hpp"

#include <optional>

namespace peerdesk::telegram {

/// Nothing without an id.
[[nodiscard]] std::optional<User> read_user(JsonView user);

/// Nothing without an id.
[[nodiscard]] std::optional<Chat> read_chat(JsonView chat);

/// Nothing without a status; one of a later version is `unknown`.
[[nodiscard]] std::optional<Membership> read_membership(JsonView member);

} // namespace peerdesk::telegram
