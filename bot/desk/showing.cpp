// SPDX-License-Identifier: MIT
#include "bot/desk/showing.hpp"

#include "bot/desk/claim.hpp"
#include "bot/desk/said.hpp"
#include "bot/desk/waiting.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <string>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using storage::OutboxState;
using storage::Ticket;
using storage::TicketState;

namespace {

constexpr int list_length_max = 20;
constexpr int history_length_max = 20;

std::string moment(const Turn& turn, conversation::Time at) {
    return text::format_moment(turn.services.catalogue(), turn.language, at, turn.now,
                               text::Zone{});
}

std::string age(const Turn& turn, conversation::Time since) {
    return text::format_rough(turn.services.catalogue(), turn.language,
                              text::rough(turn.now - since));
}

void add_state(Turn& turn, const Ticket& ticket, Lines& lines) {
    switch (ticket.state) {
    case TicketState::open:
        lines.add("peerdesk-show-open", {number(ticket.id), age(turn, ticket.opened)});
        return;
    case TicketState::claimed:
        lines.add("peerdesk-show-claimed",
                  {number(ticket.id), name_of(turn, ticket.claimer, turn.language),
                   moment(turn, ticket.claimed.value_or(ticket.opened))});
        return;
    case TicketState::closed:
        lines.add("peerdesk-show-closed",
                  {number(ticket.id), moment(turn, ticket.closed.value_or(ticket.opened))});
        if (ticket.outcome) {
            lines.add("peerdesk-show-outcome-" + std::string(storage::to_text(*ticket.outcome)));
        }
        return;
    }
}

/// What became of one answer's outbox row, in words.
void add_delivery(Turn& turn, const storage::OutboxRow& row, Lines& lines) {
    switch (row.state) {
    case OutboxState::queued:
    case OutboxState::sending:
        lines.add("peerdesk-delivery-waiting");
        break;
    case OutboxState::held:
        lines.add("peerdesk-delivery-held");
        break;
    case OutboxState::sent:
        lines.add("peerdesk-delivery-sent", {moment(turn, row.finished.value_or(row.created))});
        break;
    case OutboxState::unconfirmed:
        lines.add("peerdesk-delivery-unconfirmed",
                  {moment(turn, row.finished.value_or(row.created))});
        break;
    case OutboxState::failed:
        lines.add("peerdesk-delivery-failed",
                  {conversation::network_words(turn.services, lines.locale(), row.reason)});
        break;
    case OutboxState::unknown:
        lines.add("peerdesk-delivery-unknown");
        break;
    }
    if (row.is_repeat) lines.add("peerdesk-delivery-repeated");
}

void add_said(Turn& turn, const storage::TicketMessage& said, const text::Param& name,
              Lines& lines) {
    const std::string words = in_words(turn.services, lines.locale(), said_of(said));
    switch (said.kind) {
    case storage::MessageKind::question:
        lines.add("peerdesk-show-question", {moment(turn, said.at), name, words});
        return;
    case storage::MessageKind::note:
        lines.add("peerdesk-show-note", {moment(turn, said.at), name, words});
        return;
    case storage::MessageKind::answer:
        lines.add("peerdesk-show-answer", {moment(turn, said.at), name, words});
        const auto rows = turn.tables().outbox.of_message(said.id);
        if (rows.empty()) lines.add("peerdesk-delivery-in-room");
        for (const auto& row : rows)
            add_delivery(turn, row, lines);
        return;
    }
}

void add_history(Turn& turn, const Ticket& ticket, Lines& lines) {
    auto& tables = turn.tables();
    const auto count = tables.messages.count(ticket.id);
    if (count > history_length_max) {
        lines.add("peerdesk-show-earlier", {count - history_length_max});
    }
    for (const auto& said : tables.messages.last_of(ticket.id, history_length_max)) {
        const auto name = name_of(turn, said.person, turn.language);
        if (!said.body) {
            lines.add(said.removed ? "peerdesk-show-removed" : "peerdesk-show-emptied",
                      {moment(turn, said.at), name});
            continue;
        }
        add_said(turn, said, name, lines);
        if (const int edits = tables.messages.edit_count(said.id)) {
            lines.add("peerdesk-show-edited", {edits});
        }
    }
}

void add_own_status(Turn& turn, const Ticket& ticket, Lines& lines) {
    switch (ticket.state) {
    case TicketState::open:
        lines.add("peerdesk-status-waiting", {number(ticket.id), age(turn, ticket.opened)});
        add_outlook(turn, conversation::desk_of(turn, ticket),
                    turn.tables().tickets.waiting_before(ticket.desk, ticket.id), lines);
        return;
    case TicketState::claimed:
        lines.add("peerdesk-status-claimed",
                  {number(ticket.id), name_of(turn, ticket.claimer, turn.language),
                   age(turn, ticket.claimed.value_or(ticket.opened))});
        return;
    case TicketState::closed:
        lines.add("peerdesk-status-closed",
                  {number(ticket.id), moment(turn, ticket.closed.value_or(ticket.opened))});
        return;
    }
}

} // namespace

void status(Turn& turn, const Arguments& arguments) {
    Lines lines(turn.services, turn.language);
    if (arguments.ticket) {
        const auto ticket = turn.tables().tickets.find(arguments.ticket);
        if (!ticket || ticket->asker != turn.person.id) {
            answer(turn, turn.is_staff() ? "peerdesk-status-use-show" : "peerdesk-ticket-not-yours",
                   {number(arguments.ticket)});
            return;
        }
        add_own_status(turn, *ticket, lines);
        answer(turn, lines, ticket->id);
        return;
    }
    const auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    if (unclosed.empty()) {
        answer(turn, "peerdesk-status-none");
        return;
    }
    for (const Ticket& ticket : unclosed)
        add_own_status(turn, ticket, lines);
    answer(turn, lines);
}

void list(Turn& turn, const Arguments& arguments) {
    using storage::TicketFilter;
    TicketFilter filter = TicketFilter::open;
    if (arguments.word == "mine") filter = TicketFilter::mine;
    if (arguments.word == "unclaimed") filter = TicketFilter::unclaimed;
    if (arguments.word == "closed") filter = TicketFilter::closed;
    if (arguments.word == "all") filter = TicketFilter::all;
    auto& tickets = turn.tables().tickets;
    const auto count = tickets.count(turn.desk.id, filter, turn.person.id);
    if (count == 0) {
        answer(turn, "peerdesk-list-empty");
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-list-count", {count});
    for (const Ticket& ticket :
         tickets.list(turn.desk.id, filter, turn.person.id, list_length_max)) {
        const auto asker = name_of(turn, ticket.asker, turn.language);
        const auto language = text::display_name(ticket.language, turn.language);
        switch (ticket.state) {
        case TicketState::open:
            lines.add("peerdesk-list-open",
                      {number(ticket.id), asker, language, age(turn, ticket.opened)});
            break;
        case TicketState::claimed:
            lines.add("peerdesk-list-claimed",
                      {number(ticket.id), asker, language, age(turn, ticket.opened),
                       name_of(turn, ticket.claimer, turn.language)});
            break;
        case TicketState::closed:
            lines.add("peerdesk-list-closed",
                      {number(ticket.id), asker, language, age(turn, ticket.opened)});
            break;
        }
    }
    if (count > list_length_max) lines.add("peerdesk-list-more", {count - list_length_max});
    answer(turn, lines);
}

void show(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    Lines lines(turn.services, turn.language);
    add_state(turn, *ticket, lines);
    lines.add("peerdesk-show-asker",
              {name_of(turn, ticket->asker, turn.language),
               text::display_name(ticket->language, turn.language), ticket->place.network});
    if (!ticket->skill.empty()) lines.add("peerdesk-card-skill", {ticket->skill});
    if (const auto unreadable = turn.tables().unreadable.count_of(ticket->asker)) {
        lines.add("peerdesk-card-unreadable", {unreadable});
    }
    add_history(turn, *ticket, lines);
    answer(turn, lines, ticket->id);
}

} // namespace peerdesk::desk
