// SPDX-License-Identifier: MIT
#include "bot/desk/subject.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/claim.hpp"

namespace peerdesk::desk {

namespace {

constexpr std::size_t skill_bytes_max = 120;

} // namespace

void set_skill(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    if (arguments.text.size() > skill_bytes_max || arguments.text.contains('\n')) {
        conversation::answer(turn, "peerdesk-learned-long");
        return;
    }
    turn.tables().tickets.set_skill(ticket->id, arguments.text);
    refresh_cards(turn, turn.desk, ticket->id);
    conversation::answer(turn, "peerdesk-skill-kept",
                         {conversation::number(ticket->id), arguments.text}, ticket->id);
}

} // namespace peerdesk::desk
