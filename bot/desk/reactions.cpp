// SPDX-License-Identifier: MIT
#include "bot/desk/reactions.hpp"

#include "bot/desk/cards.hpp"

#include <string>

namespace peerdesk::desk {

using conversation::About;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using conversation::Turn;
using storage::OutboxAct;
using storage::StoredPlace;
using storage::Ticket;
using storage::TicketMessage;

namespace {

void post_sign(Turn& turn, const Ticket& ticket, const StoredPlace& place, std::string_view sign,
               const std::string& target, storage::OutboxId target_row) {
    About about{.ticket = ticket.id, .repeat = storage::RepeatRule::never};
    about.act = OutboxAct::react;
    about.target = target;
    about.target_row = target_row;
    conversation::post(turn, place, sign, about);
}

/// The words as they stand in a staff room: typed there by their author, or our copy.
bool sign_in_room(Turn& turn, const Ticket& ticket, const TicketMessage& message,
                  const StoredPlace& room, std::string_view sign) {
    if (!turn.services.capabilities(room.network).can_react) return false;
    if (message.network == room.network && message.place_id == room.id) {
        post_sign(turn, ticket, room, sign, message.remote_id, {});
        return true;
    }
    for (const auto& copy : turn.tables().outbox.copies_of(message.id)) {
        if (copy.place != room || !copy.attachment.empty()) continue;
        post_sign(turn, ticket, room, sign, {}, copy.id);
        return true;
    }
    return false;
}

void tell_staff(Turn& turn, const Desk& desk, const Ticket& ticket, const TicketMessage& message,
                std::string_view sign) {
    for (const chat::Place& each : desk.settings.staff_rooms) {
        if (sign_in_room(turn, ticket, message, stored(each), sign)) continue;
        Lines lines(turn.services, desk.settings.language);
        lines.add("peerdesk-card-reacted",
                  {number(ticket.id), name_of(turn.services, turn.person, lines.locale()), sign});
        conversation::post(turn, stored(each), lines.text(),
                           {.ticket = ticket.id,
                            .repeat = storage::RepeatRule::never,
                            .thread_row = conversation::thread_of(turn, stored(each), ticket.id)});
    }
}

void tell_asker(Turn& turn, const Ticket& ticket, const TicketMessage& message,
                std::string_view sign) {
    const bool is_there = message.network == ticket.place.network &&
                          message.place_id == ticket.place.id && !message.remote_id.empty();
    if (is_there && turn.services.capabilities(ticket.place.network).can_react) {
        post_sign(turn, ticket, ticket.place, sign, message.remote_id, {});
        return;
    }
    Lines lines(turn.services, ticket.language);
    lines.add("peerdesk-relay-reacted",
              {name_of(turn.services, turn.person, lines.locale()), number(ticket.id), sign});
    conversation::tell_asker(turn, ticket, lines.text(), {.repeat = storage::RepeatRule::never});
}

} // namespace

void pass_reaction(Turn& turn, const storage::OutboxRow& row, std::string_view sign) {
    if (!row.copy_of) return;
    const auto message = turn.tables().messages.find(row.copy_of);
    const auto ticket = message ? turn.tables().tickets.find(message->ticket) : std::nullopt;
    const Desk* desk = ticket ? turn.services.desks.with_id(ticket->desk) : nullptr;
    if (desk == nullptr || message->removed) return;
    if (message->kind == storage::MessageKind::answer && ticket->asker == turn.person.id) {
        tell_staff(turn, *desk, *ticket, *message, sign);
    } else if (message->kind == storage::MessageKind::question && turn.is_staff() &&
               turn.desk.id == desk->id && ticket->asker != turn.person.id) {
        tell_asker(turn, *ticket, *message, sign);
    }
}

} // namespace peerdesk::desk
