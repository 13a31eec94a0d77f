// SPDX-License-Identifier: MIT
// Writes down that somebody learned a skill: by their own word, once for each person and skill.
#pragma once

#include "bot/conversation/turn.hpp"
#include "storage/interactions.hpp"

#include <string>
#include <string_view>

namespace peerdesk::learning {

/// What the learner confirmed.
struct Confirmed {
    storage::SkillId skill;
    std::string words;        ///< as they wrote it; said back where the skill is own words
    storage::TicketId ticket; ///< they were asked about this one
    std::string from;         ///< what they said it was learned from
};

/// Counts it, unless it is counted already, and answers. The source is what they said, else the
/// ticket they were asked about, else an introduction for this skill, else their newest ticket.
/// Whoever learned for the first time is asked, once ever, whether they would show others.
void count_learned(conversation::Turn& turn, const Confirmed& confirmed);

/// The desk at which something about a ticket counts: the ticket's own.
[[nodiscard]] const conversation::Desk& counting_desk(const conversation::Turn& turn,
                                                      storage::TicketId ticket);

/// The ticket a thank-you or a learned skill belongs to: the newest one.
[[nodiscard]] storage::TicketId newest_ticket(conversation::Turn& turn);

} // namespace peerdesk::learning
