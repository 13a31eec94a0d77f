// SPDX-License-Identifier: MIT
// How an introduction goes: asked after 7, 14 and 21 days and answered by one word; over after 28.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/mentoring/telling.hpp"
#include "storage/prompts.hpp"

namespace peerdesk::mentoring {

void lay_out_check_ins(Context& context, const Introduction& introduction);
/// Timers "check_in" and "introduction_end".
void on_check_in_timer(Context& context, std::string_view kind, std::string_view payload);
/// Yes or no to "have you met?". False when the text is neither.
bool answer_check_in_prompt(conversation::Turn& turn, const storage::Prompt& prompt);

/// It ends, by a goodbye of `person` or by itself, and whoever waits may take the room that is free
/// now.
void end_introduction(Context& context, const Introduction& introduction, PersonId person = {});

/// Before a person is forgotten: their introductions end, and the others are told that.
void leave_all(conversation::Turn& turn);

} // namespace peerdesk::mentoring
