// SPDX-License-Identifier: MIT
#include "bot/desk/staff_rooms.hpp"

#include "bot/desk/cards.hpp"

#include <string>
#include <utility>

namespace peerdesk::desk {

using conversation::About;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using storage::MessageKind;
using storage::StoredPlace;
using storage::Ticket;
using storage::TicketMessage;

namespace {

std::string_view thread_key(MessageKind kind) {
    switch (kind) {
    case MessageKind::question:
        return "peerdesk-show-said";
    case MessageKind::answer:
        return "peerdesk-thread-answer";
    case MessageKind::note:
        return "peerdesk-thread-note";
    }
    std::unreachable();
}

std::string_view line_key(MessageKind kind) {
    switch (kind) {
    case MessageKind::question:
        return "peerdesk-card-followed-up";
    case MessageKind::answer:
        return "peerdesk-card-answered";
    case MessageKind::note:
        return "peerdesk-card-noted";
    }
    std::unreachable();
}

/// Typed in the thread of the ticket's card, or in a room where all stands in one row, it is there
/// already.
bool is_there_already(Turn& turn, const Ticket& ticket, const StoredPlace& room) {
    if (stored(turn.place) != room) return false;
    const bool has_replies_alone = turn.services.capabilities(room.network).opens_threads &&
                                   !turn.tables().threaded_rooms.has(room);
    if (has_replies_alone) return true;
    return !turn.thread.empty() &&
           turn.tables().messages.ticket_of_remote(room.network, turn.thread) == ticket.id;
}

/// What an asker's message answers, as the staff see it in this room.
void set_target(Turn& turn, const StoredPlace& room, About& about) {
    const auto answered = turn.tables().outbox.find_remote(turn.place.network, turn.reply_to);
    if (!answered || !answered->copy_of) return;
    const auto original = turn.tables().messages.find(answered->copy_of);
    if (!original) return;
    if (original->network == room.network && original->place_id == room.id) {
        about.target = original->remote_id;
        return;
    }
    for (const auto& copy : turn.tables().outbox.copies_of(original->id)) {
        if (copy.place == room) about.target_row = copy.id;
    }
}

} // namespace

bool show_state(Context& context, const Desk& desk, storage::TicketId ticket, const Lines& lines,
                const chat::Place* typed_in, storage::RepeatRule repeat) {
    for (const chat::Place& room : desk.settings.staff_rooms) {
        if (has_cards(context.services, room.network)) {
            refresh_card(context, desk, ticket, stored(room));
        } else if (typed_in == nullptr || room != *typed_in) {
            conversation::post(context, stored(room), lines.text(),
                               {.ticket = ticket, .repeat = repeat});
        }
    }
    return !desk.settings.staff_rooms.empty();
}

Frame frame_in_thread(Context& context, std::string_view locale, const TicketMessage& message) {
    return [&services = context.services, locale = std::string(locale),
            name = name_of(context, message.person, locale),
            kind = message.kind](std::string_view words) {
        Lines lines(services, locale);
        lines.add(thread_key(kind), {name, words});
        return lines.text();
    };
}

Frame frame_as_line(Context& context, std::string_view locale, const TicketMessage& message) {
    return [&services = context.services, locale = std::string(locale),
            name = name_of(context, message.person, locale), kind = message.kind,
            ticket = message.ticket](std::string_view words) {
        Lines lines(services, locale);
        lines.add(line_key(kind), {number(ticket), name, words});
        return lines.text();
    };
}

void show_in_thread(Context& context, const Desk& desk, const Ticket& ticket,
                    const TicketMessage& message, const StoredPlace& room) {
    const std::string& locale = desk.settings.language;
    About about{.ticket = ticket.id, .copy_of = message.id};
    about.thread_row = ensure_card(context, desk, ticket, room);
    post_said(context, room, said_of(message), locale, frame_in_thread(context, locale, message),
              about);
}

void show_message(Turn& turn, const Desk& desk, const Ticket& ticket, const TicketMessage& message,
                  const Said& said, const chat::Place& place) {
    const std::string& locale = desk.settings.language;
    const StoredPlace room = stored(place);
    About about{.ticket = ticket.id, .copy_of = message.id};
    if (!has_cards(turn.services, room.network)) {
        if (place == turn.place) return;
        post_said(turn, room, said, locale, frame_as_line(turn, locale, message), about);
        return;
    }
    if (is_there_already(turn, ticket, room)) return;
    about.thread_row = ensure_card(turn, desk, ticket, room);
    set_target(turn, room, about);
    if (message.kind == MessageKind::question && ticket.claimer) {
        about.mentions = conversation::accounts_on(turn, room.network, {{ticket.claimer}});
    }
    post_said(turn, room, said, locale, frame_in_thread(turn, locale, message), about);
}

void show_message(Turn& turn, const Desk& desk, const Ticket& ticket, storage::MessageId id,
                  const Said& said) {
    const auto message = turn.tables().messages.find(id);
    if (!message) return;
    for (const chat::Place& room : desk.settings.staff_rooms)
        show_message(turn, desk, ticket, *message, said, room);
}

} // namespace peerdesk::desk
