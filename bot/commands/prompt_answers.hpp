// SPDX-License-Identifier: MIT
// `yes`, `no` or a number answers the newest question the bot asked this person in this place.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::commands {

/// True when the text was such an answer and has been handled.
[[nodiscard]] bool answer_prompt(conversation::Turn& turn);

} // namespace peerdesk::commands
