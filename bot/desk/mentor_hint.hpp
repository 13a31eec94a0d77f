// SPDX-License-Identifier: MIT
// After several questions on one skill: a gentle word that somebody could show them.
#pragma once

#include "bot/conversation/outgoing.hpp"

namespace peerdesk::desk {

/// Adds it to what the asker is told when a ticket is closed, once for each person and skill.
void hint_at_mentor(conversation::Context& context, const conversation::Desk& desk,
                    const storage::Ticket& ticket, conversation::Lines& lines);

} // namespace peerdesk::desk
