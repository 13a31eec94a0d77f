// SPDX-License-Identifier: MIT
// The end of a ticket: by the staff with an outcome, by the asker, or by silence after our word.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "storage/prompts.hpp"

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Context;
using conversation::Desk;
using conversation::Turn;

/// `close n [OUTCOME] [TEXT]`; without an outcome the responder is asked for one.
void close(Turn& turn, const Arguments& arguments);
/// `solved [n]`: the asker closes their own ticket.
void solved(Turn& turn, const Arguments& arguments);
void reopen(Turn& turn, const Arguments& arguments);

/// The responder's number or word to "how did it end?". False when it is none.
bool answer_outcome_prompt(Turn& turn, const storage::Prompt& prompt, std::string_view text);

/// Starts the wait for the asker after our last word.
void start_closing_timers(Context& context, const Desk& desk, storage::TicketId ticket);
/// Timers "close_warning" and "auto_close"; nothing happens when the last word is the asker's.
void on_closing_timer(Context& context, const Desk& desk, const storage::Ticket& ticket,
                      std::string_view kind);

} // namespace peerdesk::desk
