// SPDX-License-Identifier: MIT
#include "bot/desk/subject.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/claim.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"

#include <string>

namespace peerdesk::desk {

namespace {

void keep_skill(Turn& turn, storage::TicketId ticket, const std::string& words) {
    turn.tables().tickets.set_skill(ticket, words);
    refresh_cards(turn, turn.desk, ticket);
    conversation::answer(turn, "peerdesk-skill-kept", {conversation::number(ticket), words},
                         ticket);
}

} // namespace

void set_skill(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    if (!skills::is_short(arguments.text)) {
        conversation::answer(turn, "peerdesk-learned-long");
        return;
    }
    // The desk reads it on the card, so it is called in the desk's language.
    const std::string& locale = turn.desk.settings.language;
    const auto found = skills::recognise(turn, arguments.text, turn.language);
    const bool is_clear = found.clarity == skills::Clarity::clear;
    keep_skill(turn, ticket->id,
               is_clear ? skills::name_of(turn, found.skill, locale) : arguments.text);
}

} // namespace peerdesk::desk
