// SPDX-License-Identifier: MIT
// Asks responders about a waiting ticket: two likely ones first, then more, then all, then the
// coordinators. Each step is a timer row.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "storage/timers.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Context;
using conversation::Desk;

/// How widely responders were asked so far; kept in the ticket.
enum AskStage : int { first_asked = 0, widened = 1, all_asked = 2, escalated = 3 };

/// Announces a new or returned ticket to the staff and asks the first responders.
/// `text` is the question; empty on a return.
void announce(Context& context, const Desk& desk, const storage::Ticket& ticket,
              std::string_view text);

/// Timers "ask", "widen", "ask_all" and "escalate" of a waiting ticket.
void on_ask_timer(Context& context, const Desk& desk, const storage::Ticket& ticket,
                  std::string_view kind);

} // namespace peerdesk::desk
