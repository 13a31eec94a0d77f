// SPDX-License-Identifier: MIT
#include "bot/desk/deliveries.hpp"

#include "bot/desk/reachability.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::desk {

using chat::Delivery;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using storage::OutboxRow;
using storage::OutboxState;
using storage::RepeatRule;

namespace {

/// How often a row whose end is unknown is sent again before it is given up as failed.
constexpr int attempts_max = 5;

const conversation::Desk* desk_of(Context& context, const storage::Ticket& ticket) {
    return context.services.desks.with_id(ticket.desk);
}

/// Only answers have somebody who waits to hear of them: the person who wrote them.
void tell_answerer(Context& context, const OutboxRow& row, std::string_view key,
                   std::string_view reason) {
    if (!row.message || !row.ticket) return;
    const auto ticket = context.tables().tickets.find(row.ticket);
    const auto* desk = ticket ? desk_of(context, *ticket) : nullptr;
    if (desk == nullptr) return;
    const auto claimer = context.tables().people.find(ticket->claimer).value_or(storage::Person{});
    Lines lines(context.services, conversation::language_of(claimer, *desk));
    lines.add(key, {number(ticket->id), name_of(context, ticket->asker, lines.locale()),
                    conversation::network_words(context.services, lines.locale(), reason)});
    if (ticket->claimer) {
        conversation::tell_claimer(context, *ticket, lines);
    } else {
        conversation::tell_staff(context, *desk, lines, ticket->id);
    }
}

void fail(Context& context, const OutboxRow& row, std::string_view reason) {
    context.tables().outbox.finish(row.id, OutboxState::failed, "", reason, context.now);
    tell_answerer(context, row, "peerdesk-delivery-told-failed", reason);
}

void settle_unknown(Context& context, const OutboxRow& row, std::string_view reason) {
    auto& outbox = context.tables().outbox;
    if (context.services.capabilities(row.place.network).is_idempotent) {
        outbox.requeue(row.id, false);
    } else if (row.repeat == RepeatRule::never) {
        outbox.finish(row.id, OutboxState::unknown, "", reason, context.now);
    } else if (row.attempts >= attempts_max) {
        fail(context, row, reason.empty() ? conversation::no_word : reason);
    } else {
        outbox.requeue(row.id, row.repeat == RepeatRule::mark);
    }
}

/// Where the network says why, somebody with an account closed their chat to us; others only left.
void on_absent(Context& context, const OutboxRow& row, std::string_view reason) {
    context.tables().outbox.hold(row, reason);
    const auto identity = context.tables().people.find_identity(row.place.network, row.place.id);
    if (row.place.is_direct && identity && !identity->is_guest && !reason.empty()) {
        on_unreachable(context, row.place, reason);
    } else {
        tell_answerer(context, row, "peerdesk-delivery-told-held", "");
    }
}

} // namespace

std::string reader_locale(Context& context, const OutboxRow& row) {
    const auto& desks = context.services.desks;
    const auto ticket = context.tables().tickets.find(row.ticket);
    if (row.person && ticket && row.person == ticket->asker) return ticket->language;
    const auto* desk =
        ticket ? desk_of(context, *ticket) : desks.at(conversation::place_of(row.place)).desk;
    if (desk == nullptr && !desks.all().empty()) desk = &desks.all().front();
    if (desk == nullptr) return {};
    const auto person = context.tables().people.find(row.person);
    return person ? conversation::language_of(*person, *desk) : desk->settings.language;
}

void on_delivery(Context& context, std::string_view network, const chat::DeliveryReported& report) {
    auto& outbox = context.tables().outbox;
    const auto row = outbox.find(storage::OutboxId{report.outbox_id});
    if (!row || row->place.network != network || row->state != OutboxState::sending) return;
    switch (report.delivery) {
    case Delivery::sent:
        outbox.finish(row->id, OutboxState::sent, report.remote_id, "", context.now);
        return;
    case Delivery::unconfirmed:
        outbox.finish(row->id, OutboxState::unconfirmed, report.remote_id, "", context.now);
        return;
    case Delivery::refused:
        fail(context, *row, report.reason.empty() ? conversation::no_word : report.reason);
        return;
    case Delivery::absent:
        on_absent(context, *row, report.reason);
        return;
    case Delivery::returned:
        outbox.requeue(row->id, false);
        return;
    case Delivery::unknown:
        settle_unknown(context, *row, report.reason);
        return;
    }
}

void on_seen(Context& context, std::string_view network, const chat::IdentitySeen& seen) {
    on_reachable(context, {std::string(network), true, seen.id});
}

} // namespace peerdesk::desk
