// SPDX-License-Identifier: MIT
#include "bot/desk/cards.hpp"

#include "bot/desk/card_text.hpp"
#include "bot/desk/opened_threads.hpp"

#include <string>

namespace peerdesk::desk {

using conversation::About;
using storage::StoredPlace;
using storage::Ticket;

namespace {

/// How many tickets a renewed room shows again; older ones get their card when something happens.
constexpr int renewed_max = 200;

void change_card(Context& context, const Desk& desk, const Ticket& ticket, const StoredPlace& room,
                 storage::OutboxId card) {
    auto& outbox = context.tables().outbox;
    const chat::Capabilities& can = context.services.capabilities(room.network);
    const std::string text = card_text(context, desk, ticket, can);
    const std::string buttons = card_buttons(context, desk, ticket, can);
    const auto row = outbox.find(card);
    const bool was_tried = !row || row->first_sent.has_value();
    const auto waiting = was_tried ? outbox.queued_change_of(card) : card;
    if (waiting) {
        outbox.set_body(waiting, text);
        outbox.set_buttons(waiting, buttons);
        return;
    }
    About about{.ticket = ticket.id, .act = storage::OutboxAct::change, .target_row = card};
    about.buttons = buttons;
    conversation::post(context, room, text, about);
}

} // namespace

bool has_cards(const conversation::Services& services, std::string_view network) {
    const chat::Capabilities& can = services.capabilities(network);
    return can.can_thread && can.can_change;
}

storage::OutboxId ensure_card(Context& context, const Desk& desk, const Ticket& ticket,
                              const StoredPlace& room, std::string_view mentions) {
    auto& cards = context.tables().cards;
    if (const auto known = cards.thread(ticket.id, room)) return known;
    const chat::Capabilities& can = context.services.capabilities(room.network);
    About about{.ticket = ticket.id, .mentions = std::string(mentions)};
    about.thread_row = open_thread(context, desk, ticket, room);
    about.buttons = card_buttons(context, desk, ticket, can);
    const auto row =
        conversation::post(context, room, card_text(context, desk, ticket, can), about);
    cards.set({ticket.id, room, row, about.thread_row});
    return about.thread_row ? about.thread_row : row;
}

void refresh_card(Context& context, const Desk& desk, storage::TicketId id,
                  const StoredPlace& room) {
    const auto ticket = context.tables().tickets.find(id);
    if (!ticket) return;
    const auto card = context.tables().cards.find(id, room);
    if (card) {
        change_card(context, desk, *ticket, room, card);
    } else if (ticket->state != storage::TicketState::closed) {
        ensure_card(context, desk, *ticket, room);
    }
    match_thread(context, *ticket, room);
}

void refresh_cards(Context& context, const Desk& desk, storage::TicketId ticket) {
    for (const chat::Place& room : desk.settings.staff_rooms) {
        if (has_cards(context.services, room.network)) {
            refresh_card(context, desk, ticket, conversation::stored(room));
        }
    }
}

void renew_cards(Context& context, const StoredPlace& room) {
    auto& tables = context.tables();
    const auto tickets = tables.cards.unclosed_at(room, renewed_max);
    tables.outbox.forget_references(room, context.now);
    tables.cards.forget_place(room);
    for (const storage::TicketId id : tickets) {
        const auto ticket = tables.tickets.find(id);
        const Desk* desk = ticket ? context.services.desks.with_id(ticket->desk) : nullptr;
        if (desk != nullptr) ensure_card(context, *desk, *ticket, room);
    }
}

} // namespace peerdesk::desk
