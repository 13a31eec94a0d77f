// SPDX-License-Identifier: MIT
// Where a skill was learned, as people write it behind its name: "photo upload from the workshop in
// Lima", "templates from https://…", "citing sources from #12".
#pragma once

#include "bot/conversation/turn.hpp"
#include "storage/learnings.hpp"

#include <string>
#include <string_view>

namespace peerdesk::learning {

/// The name of the skill and what it was learned from; `from` is empty where that is not said.
struct Told {
    std::string skill;
    std::string from;
};

/// Divides at the last "from" (or a word like it, of any locale) behind which a source stands: an
/// address, a ticket's number, or a word for a session or a resource (locales/, peerdesk-words-…).
/// Without such a source all of it is the skill: "translating from Spanish".
[[nodiscard]] Told divide(const conversation::Services& services, std::string_view text);

/// Ticket where it is the number of one of the person's own, session where a word for one stands in
/// it, else resource.
struct Origin {
    storage::LearningSource source = storage::LearningSource::unsaid;
    storage::TicketId ticket;
    std::string text;
};
[[nodiscard]] Origin origin_of(conversation::Turn& turn, std::string_view from);

} // namespace peerdesk::learning
