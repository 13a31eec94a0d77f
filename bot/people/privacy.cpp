// SPDX-License-Identifier: MIT
#include "bot/people/privacy.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/claim.hpp"
#include "bot/engagement/record.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <string>
#include <vector>

namespace peerdesk::people {

using conversation::answer;
using conversation::Lines;
using conversation::number;

void my_data(Turn& turn, const Arguments&) {
    auto& tables = turn.tables();
    const auto& catalogue = turn.services.catalogue();
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-data-name",
              {conversation::name_of(turn.services, turn.person, turn.language)});
    for (const auto& identity : tables.people.identities_of(turn.person.id)) {
        lines.add("peerdesk-data-identity", {identity.network, text::Name{identity.name}});
    }
    lines.add("peerdesk-data-language", {text::Name{text::own_name(turn.language)}});
    lines.add("peerdesk-data-since",
              {text::format_moment(catalogue, turn.language, turn.person.first_seen, turn.now,
                                   text::Zone{})});
    lines.add("peerdesk-data-tickets", {tables.tickets.unclosed_of(turn.person.id).size()});
    lines.add("peerdesk-data-messages", {tables.messages.count_by(turn.person.id)});
    const auto volunteer = tables.volunteers.get(turn.person.id);
    if (!volunteer.hours.empty()) lines.add("peerdesk-data-hours", {volunteer.hours});
    lines.add("peerdesk-data-kept",
              {text::format_rough(catalogue, turn.language,
                                  text::rough(turn.desk.settings.body_retention))});
    lines.add("peerdesk-data-forget").literal("forget me");
    answer(turn, lines);
}

void forget_me(Turn& turn, const Arguments&) {
    turn.tables().prompts.add({.place = conversation::stored(turn.place),
                               .person = turn.person.id,
                               .kind = "forget",
                               .asked = turn.now});
    answer(turn, "peerdesk-forget-ask");
}

namespace {

/// Ends an open question of a person who is about to be forgotten; the program's act, no outcome.
void end_for_forgotten(Turn& turn, const storage::Ticket& ticket) {
    auto& tables = turn.tables();
    tables.tickets.close(ticket.id, turn.person.id, std::nullopt, turn.now);
    tables.timers.remove_for(ticket.id, "");
    tables.prompts.remove_for(ticket.id);
    const auto* desk = turn.services.desks.with_id(ticket.desk);
    if (desk == nullptr) return;
    engagement::record(turn, *desk,
                       {.kind = "auto_closed",
                        .ticket = ticket.id,
                        .network = ticket.place.network,
                        .language = ticket.language,
                        .cause = storage::Cause::program});
}

/// Our copies of what they wrote, gathered while it is still known which they are.
std::vector<storage::OutboxRow> copies_in_rooms(Turn& turn) {
    auto rows = turn.tables().outbox.copies_by(turn.person.id);
    std::erase_if(rows, [&](const storage::OutboxRow& row) {
        return row.place.is_direct || row.remote_id.empty() ||
               !turn.services.capabilities(row.place.network).can_remove;
    });
    return rows;
}

/// Withdrawn where the network can; elsewhere the staff are asked to.
void withdraw(Turn& turn, const std::vector<storage::OutboxRow>& rows) {
    for (const storage::OutboxRow& row : rows) {
        conversation::post(turn, row.place, "",
                           {.act = storage::OutboxAct::remove, .target_row = row.id});
    }
}

void tell_staff_forgotten(Turn& turn, const storage::Ticket& ticket) {
    const auto* desk = turn.services.desks.with_id(ticket.desk);
    if (desk == nullptr) return;
    Lines staff(turn.services, desk->settings.language);
    staff.add("peerdesk-card-forgotten", {number(ticket.id)});
    desk::refresh_cards(turn, *desk, ticket.id);
    if (!conversation::tell_staff(turn, *desk, staff, ticket.id)) {
        conversation::tell_claimer(turn, ticket, staff);
    }
}

} // namespace

void forget_now(Turn& turn) {
    auto& tables = turn.tables();
    const auto unclosed = tables.tickets.unclosed_of(turn.person.id);
    for (const storage::Ticket& ticket : unclosed)
        end_for_forgotten(turn, ticket);
    for (const auto& desk : turn.services.desks.all())
        desk::release_all(turn, desk, turn.person.id);
    const auto copies = copies_in_rooms(turn);
    const auto erased = tables.people.erase(turn.person.id, turn.now);
    tables.audit.add(turn.now, turn.desk.id, turn.person.id, "forget", turn.person.id, "");
    turn.services.roster.forget();
    turn.services.needs_scrub = true;
    // Written after the erasure, which empties what was owed about their tickets.
    withdraw(turn, copies);
    for (const storage::Ticket& ticket : unclosed)
        tell_staff_forgotten(turn, ticket);
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-forgotten", {erased.messages});
    conversation::post(turn, conversation::stored(turn.place), lines.text());
}

} // namespace peerdesk::people
