// SPDX-License-Identifier: MIT
#include "bot/desk/reachability.hpp"

#include <string>

namespace peerdesk::desk {

using conversation::Lines;
using conversation::name_of;
using conversation::number;
using storage::StoredPlace;
using storage::Ticket;

namespace {

/// Whoever works on a question whose answers go to this place, in the ticket's thread or chat.
void tell_workers(Context& context, const StoredPlace& place, std::string_view key,
                  std::string_view reason) {
    const auto identity = context.tables().people.find_identity(place.network, place.id);
    if (!identity) return;
    for (const Ticket& ticket : context.tables().tickets.unclosed_of(identity->person)) {
        const auto* desk = context.services.desks.with_id(ticket.desk);
        if (desk == nullptr || ticket.place != place) continue;
        const auto claimer =
            context.tables().people.find(ticket.claimer).value_or(storage::Person{});
        Lines lines(context.services, conversation::language_of(claimer, *desk));
        lines.add(key, {number(ticket.id), name_of(context, ticket.asker, lines.locale()),
                        conversation::network_words(context.services, lines.locale(), reason)});
        if (ticket.claimer) {
            conversation::tell_claimer(context, ticket, lines);
        } else {
            conversation::tell_staff(context, *desk, lines, ticket.id);
        }
    }
}

} // namespace

void on_unreachable(Context& context, const StoredPlace& place, std::string_view reason) {
    context.tables().outbox.hold_place(place, reason);
    if (!context.tables().unreachable.add(place, context.now)) return;
    tell_workers(context, place, "peerdesk-person-unreachable",
                 reason.empty() ? conversation::no_word : reason);
}

void on_reachable(Context& context, const StoredPlace& place) {
    context.tables().outbox.release_place(place);
    on_heard(context, place);
}

void on_heard(Context& context, const StoredPlace& place) {
    if (!place.is_direct || !context.tables().unreachable.remove(place)) return;
    context.tables().outbox.release_place(place);
    tell_workers(context, place, "peerdesk-person-reachable", {});
}

} // namespace peerdesk::desk
