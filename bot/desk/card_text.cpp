// SPDX-License-Identifier: MIT
#include "bot/desk/card_text.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "storage/workload.hpp"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace peerdesk::desk {

using conversation::Lines;
using conversation::name_of;
using conversation::number;
using storage::Ticket;
using storage::TicketState;

namespace {

/// More names than this nobody listens to.
constexpr std::size_t names_max = 5;

void add_request(Context& context, const Desk& desk, const Ticket& ticket,
                 const chat::Capabilities& can, Lines& lines) {
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
    lines.literal(conversation::room_prefix(desk, can) + "claim " + number(ticket.id));
    if (can.has_buttons) {
        lines.add("peerdesk-card-press");
    } else if (can.can_react) {
        lines.add("peerdesk-card-react");
    }
}

void add_snooze(Context& context, const Desk& desk, const Ticket& ticket, Lines& lines) {
    if (!ticket.snoozed_until) return;
    lines.add("peerdesk-card-snoozed",
              {text::format_moment(context.services.catalogue(), lines.locale(),
                                   *ticket.snoozed_until, context.now, desk.zone)});
}

} // namespace

void add_card_state(Context& context, const Ticket& ticket, Lines& lines) {
    switch (ticket.state) {
    case TicketState::open:
        lines.add("peerdesk-card-state-open");
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

std::string card_text(Context& context, const Desk& desk, const Ticket& ticket,
                      const chat::Capabilities& can) {
    Lines lines(context.services, desk.settings.language);
    lines.add("peerdesk-card-title",
              {number(ticket.id), name_of(context, ticket.asker, lines.locale()),
               text::display_name(ticket.language, lines.locale())});
    if (!ticket.skill.empty()) lines.add("peerdesk-card-skill", {ticket.skill});
    add_card_state(context, ticket, lines);
    if (ticket.state == TicketState::open) add_request(context, desk, ticket, can, lines);
    add_snooze(context, desk, ticket, lines);
    if (const auto unreadable = context.tables().unreadable.count_of(ticket.asker)) {
        lines.add("peerdesk-card-unreadable", {unreadable});
    }
    return lines.text();
}

std::string card_buttons(Context& context, const Desk& desk, const Ticket& ticket,
                         const chat::Capabilities& can) {
    if (!can.has_buttons) return {};
    std::string buttons;
    const auto add = [&](std::initializer_list<std::string_view> actions) {
        for (const std::string_view action : actions) {
            if (!buttons.empty()) buttons += '\n';
            buttons += action;
            buttons += ':' + number(ticket.id) + ' ';
            buttons += context.services.catalogue().render(
                desk.settings.language, "peerdesk-button-" + std::string(action));
        }
    };
    switch (ticket.state) {
    case TicketState::open:
        add({"claim", "snooze", "close"});
        break;
    case TicketState::claimed:
        add({"release", "snooze", "close"});
        break;
    case TicketState::closed:
        add({"reopen"});
        break;
    }
    return buttons;
}

} // namespace peerdesk::desk
