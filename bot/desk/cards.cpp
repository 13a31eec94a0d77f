// SPDX-License-Identifier: MIT
#include "bot/desk/cards.hpp"

#include "bot/desk/said.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "storage/workload.hpp"

#include <algorithm>
#include <vector>

namespace peerdesk::desk {

using conversation::About;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using storage::StoredPlace;
using storage::Ticket;
using storage::TicketState;

namespace {

/// More names than this nobody listens to.
constexpr std::size_t names_max = 5;
/// How many tickets a renewed room shows again; older ones get their card when something happens.
constexpr int renewed_max = 200;

void add_request(Context& context, const Desk& desk, const Ticket& ticket, Lines& lines) {
    std::vector<std::string> names;
    for (const storage::PersonId each :
         storage::Workload(context.services.database).asked(ticket.id)) {
        const auto person = context.tables().people.find(each);
        if (person && !person->name.empty() && names.size() < names_max) {
            names.push_back(person->name);
        }
    }
    if (names.empty()) {
        lines.add("peerdesk-card-take");
    } else {
        lines.add("peerdesk-card-request",
                  {text::join_list(context.services.catalogue(), lines.locale(), names)});
    }
    lines.literal(conversation::command_line(desk, false, "claim " + number(ticket.id)));
    lines.add("peerdesk-card-react");
}

void add_state(Context& context, const Desk& desk, const Ticket& ticket, Lines& lines) {
    switch (ticket.state) {
    case TicketState::open:
        lines.add("peerdesk-card-state-open");
        add_request(context, desk, ticket, lines);
        return;
    case TicketState::claimed:
        lines.add("peerdesk-card-state-claimed",
                  {name_of(context, ticket.claimer, lines.locale())});
        return;
    case TicketState::closed:
        lines.add("peerdesk-card-state-closed");
        if (ticket.outcome) {
            lines.add("peerdesk-show-outcome-" + std::string(storage::to_text(*ticket.outcome)));
        }
        return;
    }
}

} // namespace

bool has_cards(const conversation::Services& services, std::string_view network) {
    const chat::Capabilities& can = services.capabilities(network);
    return can.can_thread && can.can_change;
}

std::string card_text(Context& context, const Desk& desk, const Ticket& ticket) {
    Lines lines(context.services, desk.settings.language);
    lines.add("peerdesk-card-title",
              {number(ticket.id), name_of(context, ticket.asker, lines.locale()),
               text::display_name(ticket.language, lines.locale())});
    if (!ticket.skill.empty()) lines.add("peerdesk-card-skill", {ticket.skill});
    add_state(context, desk, ticket, lines);
    if (const auto unreadable = context.tables().unreadable.count_of(ticket.asker)) {
        lines.add("peerdesk-card-unreadable", {unreadable});
    }
    return lines.text();
}

storage::OutboxId ensure_card(Context& context, const Desk& desk, const Ticket& ticket,
                              const StoredPlace& room, std::string_view mentions) {
    if (const auto known = context.tables().cards.find(ticket.id, room)) return known;
    const auto row = conversation::post(context, room, card_text(context, desk, ticket),
                                        {.ticket = ticket.id, .mentions = std::string(mentions)});
    context.tables().cards.set({ticket.id, room, row});
    return row;
}

void refresh_card(Context& context, const Desk& desk, storage::TicketId id,
                  const StoredPlace& room) {
    auto& tables = context.tables();
    const auto ticket = tables.tickets.find(id);
    if (!ticket) return;
    const auto card = tables.cards.find(id, room);
    if (!card) {
        ensure_card(context, desk, *ticket, room);
        return;
    }
    const std::string text = card_text(context, desk, *ticket);
    const auto row = tables.outbox.find(card);
    const bool was_tried = !row || row->first_sent.has_value();
    if (!was_tried) {
        tables.outbox.set_body(card, text);
    } else if (const auto waiting = tables.outbox.queued_change_of(card)) {
        tables.outbox.set_body(waiting, text);
    } else {
        conversation::post(context, room, text,
                           {.ticket = id, .act = storage::OutboxAct::change, .target_row = card});
    }
}

void refresh_cards(Context& context, const Desk& desk, storage::TicketId ticket) {
    for (const chat::Place& room : desk.settings.staff_rooms) {
        if (has_cards(context.services, room.network)) {
            refresh_card(context, desk, ticket, conversation::stored(room));
        }
    }
}

void renew_cards(Context& context, const chat::Place& room) {
    const StoredPlace place = conversation::stored(room);
    auto& tables = context.tables();
    const auto tickets = tables.cards.unclosed_at(place, renewed_max);
    tables.outbox.forget_references(place, context.now);
    tables.cards.forget_place(place);
    for (const storage::TicketId id : tickets) {
        const auto ticket = tables.tickets.find(id);
        const Desk* desk = ticket ? context.services.desks.with_id(ticket->desk) : nullptr;
        if (desk != nullptr) ensure_card(context, *desk, *ticket, place);
    }
}

} // namespace peerdesk::desk
