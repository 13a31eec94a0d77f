// SPDX-License-Identifier: MIT
// What a link that opens a chat with us carries: the desk, and what the question will be about.
#pragma once

#include "bot/conversation/turn.hpp"

#include <string>
#include <string_view>

namespace peerdesk::people {

/// `DESK` or `DESK__SKILL` or `__SKILL`, a single "_" for each blank. What names no desk of ours is
/// passed over: links are typed by hand as well.
void take_start(conversation::Turn& turn, std::string_view payload);

/// The skill of the link through which they came; once.
[[nodiscard]] std::string take_skill_of_link(conversation::Turn& turn);

} // namespace peerdesk::people
