// SPDX-License-Identifier: MIT
// Threads that are opened and closed by acts of their own (forum topics): one for each ticket, with
// its card in it, closed and reopened with the ticket, made again when somebody deletes it.
#pragma once

#include "bot/conversation/outgoing.hpp"

namespace peerdesk::desk {

using conversation::Context;
using conversation::Desk;

/// Opens the ticket's thread in a room that has such threads.
/// @return the row that opens it; empty in other rooms
storage::OutboxId open_thread(Context& context, const Desk& desk, const storage::Ticket& ticket,
                              const storage::StoredPlace& room);

/// Closes or reopens the ticket's thread where it is not as the ticket is.
void match_thread(Context& context, const storage::Ticket& ticket,
                  const storage::StoredPlace& room);

void on_threads_switched(Context& context, const chat::ThreadsSwitched& change);

/// A thread of ours is gone. An unclosed ticket gets a new one, with its card and what was said.
void on_thread_lost(Context& context, const chat::ThreadLost& lost);

} // namespace peerdesk::desk
