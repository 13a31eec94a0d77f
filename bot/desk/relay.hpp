// SPDX-License-Identifier: MIT
// What crosses between asker and staff: answers go out only by `reply` (or a plain answer in the
// asker's own room, where the desk allows it); notes stay inside.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/said.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Turn;

void reply(Turn& turn, const Arguments& arguments);
/// Sends `text` to the asker as an answer of this turn's person, keeps and counts it.
void send_answer(Turn& turn, const storage::Ticket& ticket, std::string_view text);
/// How an answer reads to the asker.
[[nodiscard]] Frame frame_to_asker(Context& context, const storage::Ticket& ticket,
                                   storage::PersonId from);
/// Whether the turn's message is an explicit reply to words of somebody else who asked.
[[nodiscard]] bool answers_asker(Turn& turn);
/// An explicit reply to a message of an asker, typed by the staff: an answer, and confirmed as one.
/// False when it is no such reply.
bool take_explicit_reply(Turn& turn);
/// Plain words in the thread of a card: they stay inside, unless the desk lets them go out.
void take_thread_talk(Turn& turn);
void note(Turn& turn, const Arguments& arguments);

/// A staff member's line in a public room that begins with the name of an asker whose ticket they
/// hold and who asked there. True when it was taken as an answer.
bool take_plain_answer(Turn& turn);

} // namespace peerdesk::desk
