// SPDX-License-Identifier: MIT
#include "bot/desk/snoozing.hpp"

#include "bot/desk/cards.hpp"
#include "bot/desk/claim.hpp"
#include "bot/desk/staff_rooms.hpp"
#include "bot/people/dates.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <chrono>
#include <string>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using storage::Ticket;

namespace {

constexpr std::chrono::hours rest_usual{24};
constexpr std::string_view wake_timer = "wake";

void rest_until(Context& context, const Ticket& ticket, conversation::Time until) {
    auto& tables = context.tables();
    const auto from = ticket.snoozed_until.value_or(context.now);
    tables.timers.remove_for(ticket.id, wake_timer);
    tables.timers.put_off(ticket.id, until - from);
    tables.timers.add(
        {.due = until, .kind = std::string(wake_timer), .desk = ticket.desk, .ticket = ticket.id});
    tables.tickets.set_snoozed(ticket.id, until);
}

text::Param moment(Context& context, const std::string& locale, conversation::Time at,
                   const text::Zone& zone) {
    return text::format_moment(context.services.catalogue(), locale, at, context.now, zone);
}

void tell_resting(Turn& turn, const Desk& desk, const Ticket& ticket, conversation::Time until) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-snoozed", {number(ticket.id), moment(turn, turn.language, until, desk.zone),
                                   conversation::asker_name(turn, ticket)});
    answer(turn, lines, ticket.id);
    Lines staff(turn.services, desk.settings.language);
    staff.add("peerdesk-snoozed",
              {number(ticket.id), moment(turn, desk.settings.language, until, desk.zone),
               name_of(turn, ticket.asker, desk.settings.language)});
    show_state(turn, desk, ticket.id, staff, &turn.place);
}

} // namespace

void snooze(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    if (ticket->state == storage::TicketState::closed) {
        answer(turn, "peerdesk-ticket-closed", {number(ticket->id)}, ticket->id);
        return;
    }
    auto until = turn.now + rest_usual;
    if (!arguments.text.empty()) {
        const auto given = people::parse_date(arguments.text, turn.now, turn.desk.settings.zone);
        if (!given) {
            answer(turn, "peerdesk-snooze-unclear", {arguments.text, number(ticket->id)},
                   ticket->id);
            return;
        }
        until = *given;
    }
    rest_until(turn, *ticket, until);
    tell_resting(turn, turn.desk, *ticket, until);
}

void wake(Context& context, const Ticket& ticket) {
    if (!ticket.snoozed_until) return;
    auto& tables = context.tables();
    tables.timers.remove_for(ticket.id, wake_timer);
    tables.timers.put_off(ticket.id, context.now - *ticket.snoozed_until);
    tables.tickets.set_snoozed(ticket.id, std::nullopt);
    const Desk* desk = context.services.desks.with_id(ticket.desk);
    if (desk != nullptr) refresh_cards(context, *desk, ticket.id);
}

void on_wake_timer(Context& context, const Desk& desk, const Ticket& ticket, std::string_view) {
    context.tables().tickets.set_snoozed(ticket.id, std::nullopt);
    refresh_cards(context, desk, ticket.id);
    Lines lines(context.services, desk.settings.language);
    lines.add("peerdesk-woken",
              {number(ticket.id), name_of(context, ticket.asker, lines.locale())});
    const bool is_told = conversation::tell_staff(context, desk, lines, ticket.id);
    if (!is_told && ticket.claimer) conversation::tell_claimer(context, ticket, lines);
}

} // namespace peerdesk::desk
