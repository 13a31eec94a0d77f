// SPDX-License-Identifier: MIT
// What the staff rooms of a desk see of a ticket: its state on the card, what is said in the
// card's thread; where a network has no cards, a line for each.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/said.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Desk;
using conversation::Lines;

/// The ticket's state changed: cards show it, other rooms hear `lines`, apart from the one in which
/// it was typed. False when the desk has no staff room.
bool show_state(Context& context, const Desk& desk, storage::TicketId ticket, const Lines& lines,
                const chat::Place* typed_in = nullptr,
                storage::RepeatRule repeat = storage::RepeatRule::mark);

/// Somebody's message, seen in a staff room: in the thread of the ticket's card or as a line,
/// unless its author put it there themselves.
void show_message(Turn& turn, const Desk& desk, const storage::Ticket& ticket,
                  const storage::TicketMessage& message, const Said& said, const chat::Place& room);
/// What was said before the ticket had a card in this room, in the card's thread.
void show_in_thread(Context& context, const Desk& desk, const storage::Ticket& ticket,
                    const storage::TicketMessage& message, const storage::StoredPlace& room);
/// The same as `show_message` in every staff room.
void show_message(Turn& turn, const Desk& desk, const storage::Ticket& ticket,
                  storage::MessageId message, const Said& said);

/// How a kept message reads in a thread, or as a line in a room without: around its words.
[[nodiscard]] Frame frame_in_thread(Context& context, std::string_view locale,
                                    const storage::TicketMessage& message);
[[nodiscard]] Frame frame_as_line(Context& context, std::string_view locale,
                                  const storage::TicketMessage& message);

} // namespace peerdesk::desk
