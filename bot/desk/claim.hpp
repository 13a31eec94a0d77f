// SPDX-License-Identifier: MIT
// Who handles a ticket: claim, next, release, assign, and the return of a stale claim.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "storage/timers.hpp"

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Context;
using conversation::Desk;
using conversation::Turn;

void claim(Turn& turn, const Arguments& arguments);
/// Claims the oldest waiting ticket that fits: their languages first, then any.
void next(Turn& turn, const Arguments& arguments);
void release(Turn& turn, const Arguments& arguments);
void assign(Turn& turn, const Arguments& arguments);

/// Gives back everything a person holds at a desk; for who is a responder no more.
void release_all(Turn& turn, const Desk& desk, storage::PersonId person);

/// Claims for the person of this turn without answering; for `reply` to a waiting ticket.
storage::ClaimOutcome take(Turn& turn, storage::Ticket& ticket);

/// Timers "nudge" and "return" of a claim that has no answer.
void on_claim_timer(Context& context, const Desk& desk, const storage::Ticket& ticket,
                    std::string_view kind);

/// The ticket of the arguments if it belongs to this desk; else says so and gives nothing.
[[nodiscard]] std::optional<storage::Ticket> ticket_for(Turn& turn, storage::TicketId id);

} // namespace peerdesk::desk
