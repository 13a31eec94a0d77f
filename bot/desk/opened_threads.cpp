// SPDX-License-Identifier: MIT
#include "bot/desk/opened_threads.hpp"

#include "bot/desk/cards.hpp"
#include "bot/desk/staff_rooms.hpp"
#include "bot/text/locale_info.hpp"

#include <string>
#include <string_view>

namespace peerdesk::desk {

using conversation::About;
using conversation::number;
using conversation::stored;
using storage::OutboxAct;
using storage::OutboxRow;
using storage::StoredPlace;
using storage::Ticket;

namespace {

/// How much of what was said is shown again in a new thread.
constexpr int shown_again_max = 20;
constexpr std::string_view gone = "the thread is gone";

/// Names nobody: what stands there cannot be withdrawn when somebody asks to be forgotten.
std::string title_of(Context& context, const Desk& desk, const Ticket& ticket) {
    const std::string& locale = desk.settings.language;
    return context.services.catalogue().render(
        locale, "peerdesk-thread-title",
        {number(ticket.id), text::display_name(ticket.language, locale)});
}

void show_again(Context& context, const Desk& desk, const Ticket& ticket, const StoredPlace& room) {
    Lines lines(context.services, desk.settings.language);
    lines.add("peerdesk-thread-again", {number(ticket.id)});
    About about{.ticket = ticket.id};
    about.thread_row = ensure_card(context, desk, ticket, room);
    conversation::post(context, room, lines.text(), about);
    for (const auto& message : context.tables().messages.last_of(ticket.id, shown_again_max)) {
        if (!message.removed && message.body) {
            show_in_thread(context, desk, ticket, message, room);
        }
    }
}

/// What waited for the lost thread and is no copy of somebody's words (those are shown again
/// anyway) is said in the new one.
void owe_again(Context& context, const std::vector<OutboxRow>& owed, storage::OutboxId thread) {
    for (OutboxRow row : owed) {
        if (row.act != OutboxAct::say || row.copy_of || row.body.empty()) continue;
        row.thread_row = thread;
        row.target_row = {};
        row.target.clear();
        row.state = storage::OutboxState::queued;
        row.created = context.now;
        context.tables().outbox.add(row);
    }
}

} // namespace

storage::OutboxId open_thread(Context& context, const Desk& desk, const Ticket& ticket,
                              const StoredPlace& room) {
    if (!context.services.capabilities(room.network).opens_threads) return {};
    if (!context.tables().threaded_rooms.has(room)) return {};
    return conversation::post(context, room, title_of(context, desk, ticket),
                              {.ticket = ticket.id, .act = OutboxAct::open_thread});
}

void match_thread(Context& context, const Ticket& ticket, const StoredPlace& room) {
    auto& tables = context.tables();
    const auto thread = tables.cards.opened_thread(ticket.id, room);
    if (!thread) return;
    const bool is_over = ticket.state == storage::TicketState::closed;
    if (tables.outbox.is_thread_closed(thread) == is_over) return;
    About about{.ticket = ticket.id, .repeat = storage::RepeatRule::same};
    about.act = is_over ? OutboxAct::close_thread : OutboxAct::reopen_thread;
    about.target_row = thread;
    conversation::post(context, room, "", about);
}

void on_threads_switched(Context& context, const chat::ThreadsSwitched& change) {
    const StoredPlace room = stored(change.place);
    if (!context.tables().threaded_rooms.set(room, change.has_threads)) return;
    // With them new tickets get theirs; those there are stay where they are.
    if (!change.has_threads) context.tables().cards.leave_threads(room, context.now);
}

void on_thread_lost(Context& context, const chat::ThreadLost& lost) {
    auto& tables = context.tables();
    const auto row = tables.outbox.find_thread(lost.place.network, lost.thread);
    const auto card = row ? tables.cards.in_thread(row->id) : std::nullopt;
    if (!card) return;
    const auto owed = tables.outbox.owed_in_thread(row->id);
    for (const OutboxRow& each : owed)
        tables.outbox.finish(each.id, storage::OutboxState::failed, "", gone, context.now);
    tables.cards.forget_row(card->row);
    const auto ticket = tables.tickets.find(card->ticket);
    const Desk* desk = ticket ? context.services.desks.with_id(ticket->desk) : nullptr;
    if (desk == nullptr || ticket->state == storage::TicketState::closed) return;
    show_again(context, *desk, *ticket, card->place);
    owe_again(context, owed, tables.cards.thread(ticket->id, card->place));
}

} // namespace peerdesk::desk
