// SPDX-License-Identifier: MIT
#include "bot/desk/cards.hpp"

#include "bot/desk/card_text.hpp"
#include "bot/desk/opened_threads.hpp"

#include <cstddef>
#include <string>
#include <vector>

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

/// What was to be said with the old card and was not seen to arrive there. Where a repeat is the
/// same message, what is on its way goes on by itself.
std::vector<storage::OutboxRow> owed_with(Context& context, storage::OutboxId thread,
                                          storage::OutboxId card, bool is_idempotent) {
    auto owed = context.tables().outbox.owed_in_thread(thread);
    std::erase_if(owed, [&](const storage::OutboxRow& row) {
        const bool goes_on = is_idempotent && row.state == storage::OutboxState::sending;
        return row.id == card || row.act != storage::OutboxAct::say || goes_on;
    });
    return owed;
}

/// Says it with the new card, after it.
void owe_again(Context& context, const std::vector<storage::OutboxRow>& owed,
               storage::OutboxId thread) {
    auto& outbox = context.tables().outbox;
    for (storage::OutboxRow row : owed) {
        outbox.finish(row.id, storage::OutboxState::failed, "", "renewed", context.now);
        row.thread_row = thread;
        row.target_row = {};
        row.target.clear();
        row.state = storage::OutboxState::queued;
        outbox.add(row);
    }
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
    const bool is_idempotent = context.services.capabilities(room.network).is_idempotent;
    const auto tickets = tables.cards.unclosed_at(room, renewed_max);
    std::vector<std::vector<storage::OutboxRow>> owed;
    owed.reserve(tickets.size());
    for (const storage::TicketId id : tickets) {
        owed.push_back(owed_with(context, tables.cards.thread(id, room),
                                 tables.cards.find(id, room), is_idempotent));
    }
    tables.outbox.forget_references(room, context.now);
    tables.cards.forget_place(room);
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        const auto ticket = tables.tickets.find(tickets[i]);
        const Desk* desk = ticket ? context.services.desks.with_id(ticket->desk) : nullptr;
        if (desk == nullptr) continue;
        owe_again(context, owed[i], ensure_card(context, *desk, *ticket, room));
    }
}

} // namespace peerdesk::desk
