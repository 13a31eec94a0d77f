// SPDX-License-Identifier: MIT
// The daily round: what is kept too long is emptied.
#pragma once

#include "bot/conversation/services.hpp"
#include "bot/desk/settings.hpp"

namespace peerdesk::desk {

inline constexpr std::string_view retention_timer = "retention";

/// Makes sure that the round is due some day.
void schedule_retention(conversation::Context& context);
/// Empties bodies past their time, in small steps: a full step is followed by another soon.
void run_retention(conversation::Context& context, std::chrono::hours transport_retention);

} // namespace peerdesk::desk
