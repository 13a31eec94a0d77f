// SPDX-License-Identifier: MIT
#include "bot/desk/claim.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/desk/asking.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/staff_rooms.hpp"
#include "bot/engagement/record.hpp"
#include "bot/people/finding.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using conversation::typed_at;
using conversation::typed_here;
using storage::ClaimOutcome;
using storage::Ticket;

namespace {

/// How many waiting tickets `next` looks through for one in the responder's languages.
constexpr int next_window = 100;

void record_step(Context& context, const Desk& desk, const Ticket& ticket, std::string_view kind,
                 storage::PersonId actor, storage::PersonId subject = {}) {
    engagement::record(context, desk,
                       {.kind = kind,
                        .actor = actor,
                        .subject = subject,
                        .ticket = ticket.id,
                        .network = ticket.place.network,
                        .language = ticket.language,
                        .cause = actor ? storage::Cause::person : storage::Cause::program});
}

/// The moment after so much of the claimer's own hours; plain time where they stated none.
conversation::Time after_own(Context& context, storage::PersonId claimer, conversation::Time from,
                             std::chrono::milliseconds amount) {
    const auto hours = context.services.roster.hours_of(claimer, context.now);
    if (!hours) return from + amount;
    return matching::after_own_time(*hours, from, amount)
        .value_or(context.now + people::Roster::horizon);
}

void start_claim_timers(Context& context, const Desk& desk, const Ticket& ticket,
                        storage::PersonId claimer) {
    auto& timers = context.tables().timers;
    timers.remove_for(ticket.id, "");
    const auto add = [&](std::string_view kind, std::chrono::milliseconds amount) {
        timers.add({.due = after_own(context, claimer, context.now, amount),
                    .kind = std::string(kind),
                    .desk = ticket.desk,
                    .ticket = ticket.id,
                    .person = claimer});
    };
    add("nudge", desk.settings.nudge_after);
    add("return", desk.settings.return_after);
}

/// The asker hears who has their question; the other staff rooms see it too.
void tell_claimed(Turn& turn, const Ticket& ticket) {
    Lines asker(turn.services, ticket.language);
    asker.add("peerdesk-claim-asker",
              {name_of(turn.services, turn.person, asker.locale()), number(ticket.id)});
    conversation::tell_asker(turn, ticket, asker.text(), {});
    Lines staff(turn.services, turn.desk.settings.language);
    staff.add("peerdesk-card-claimed",
              {number(ticket.id), name_of(turn.services, turn.person, staff.locale())});
    show_state(turn, turn.desk, ticket.id, staff, &turn.place);
}

/// In the thread of the ticket everything was read already.
bool is_in_thread(Turn& turn, const Ticket& ticket) {
    return !turn.thread.empty() && turn.subject == ticket.id;
}

void show_question(Turn& turn, const Ticket& ticket, Lines& lines) {
    constexpr int messages_shown = 5;
    for (const auto& said : turn.tables().messages.last_of(ticket.id, messages_shown)) {
        if (said.kind != storage::MessageKind::question || !said.body) continue;
        lines.add("peerdesk-show-said", {name_of(turn, said.person, lines.locale()),
                                         in_words(turn.services, lines.locale(), said_of(said))});
    }
}

void answer_claimed(Turn& turn, const Ticket& ticket) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-claim-yours", {number(ticket.id), conversation::asker_name(turn, ticket)});
    const bool is_public = turn.room == conversation::RoomKind::public_room;
    if (is_in_thread(turn, ticket) && turn.desk.settings.thread_answers) {
        lines.add("peerdesk-claim-how-thread-open");
        lines.literal(typed_here(turn, "note …"));
    } else if (is_in_thread(turn, ticket)) {
        lines.add("peerdesk-claim-how-thread");
    } else {
        if (!is_public) show_question(turn, ticket, lines);
        lines.add("peerdesk-claim-how");
        lines.literal(typed_here(turn, "reply " + number(ticket.id) + " …"));
    }
    answer(turn, lines, ticket.id);
    tell_claimed(turn, ticket);
}

void tell_asker_waiting(Context& context, const Ticket& ticket) {
    Lines asker(context.services, ticket.language);
    asker.add("peerdesk-asker-waiting", {number(ticket.id)});
    conversation::tell_asker(context, ticket, asker.text(), {});
}

/// Back to the queue and announced again.
void give_back(Turn& turn, const Desk& desk, const Ticket& ticket) {
    turn.tables().tickets.release(ticket.id, ticket.claimer);
    turn.tables().timers.remove_for(ticket.id, "");
    turn.services.roster.forget();
    record_step(turn, desk, ticket, "released", turn.person.id, ticket.claimer);
    tell_asker_waiting(turn, ticket);
    announce(turn, desk, turn.tables().tickets.find(ticket.id).value_or(ticket), "");
}

void answer_outcome(Turn& turn, const Ticket& ticket, ClaimOutcome outcome) {
    switch (outcome) {
    case ClaimOutcome::claimed:
        answer_claimed(turn, ticket);
        return;
    case ClaimOutcome::already_yours:
        answer(turn, "peerdesk-claim-already", {number(ticket.id)}, ticket.id);
        return;
    case ClaimOutcome::taken: {
        const auto since = turn.now - ticket.claimed.value_or(turn.now);
        if (since < std::chrono::minutes(1)) {
            answer(turn, "peerdesk-claim-taken-now",
                   {number(ticket.id), name_of(turn, ticket.claimer, turn.language),
                    std::chrono::floor<std::chrono::seconds>(since).count()},
                   ticket.id);
        } else {
            answer(
                turn, "peerdesk-claim-taken",
                {number(ticket.id), name_of(turn, ticket.claimer, turn.language),
                 text::format_rough(turn.services.catalogue(), turn.language, text::rough(since))},
                ticket.id);
        }
        return;
    }
    case ClaimOutcome::closed:
        answer(turn, "peerdesk-ticket-closed", {number(ticket.id)}, ticket.id);
        return;
    }
}

} // namespace

std::optional<Ticket> ticket_for(Turn& turn, storage::TicketId id) {
    auto ticket = turn.tables().tickets.find(id);
    if (ticket && ticket->desk == turn.desk.id) return ticket;
    answer(turn, "peerdesk-ticket-unknown", {number(id)});
    return std::nullopt;
}

ClaimOutcome take(Turn& turn, Ticket& ticket) {
    // What the asker writes later is shown where the claimer works, so never in a public room.
    const auto from = turn.room == conversation::RoomKind::public_room ? storage::StoredPlace{}
                                                                       : stored(turn.place);
    const ClaimOutcome outcome =
        turn.tables().tickets.claim(ticket.id, turn.person.id, from, turn.now);
    ticket = turn.tables().tickets.find(ticket.id).value_or(ticket);
    if (outcome != ClaimOutcome::claimed) return outcome;
    turn.services.roster.forget();
    start_claim_timers(turn, turn.desk, ticket, turn.person.id);
    record_step(turn, turn.desk, ticket, "claimed", turn.person.id, ticket.asker);
    return outcome;
}

void claim(Turn& turn, const Arguments& arguments) {
    auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    if (ticket->asker == turn.person.id && ticket->state == storage::TicketState::open) {
        answer(turn, "peerdesk-claim-own", {number(ticket->id)}, ticket->id);
        return;
    }
    const ClaimOutcome outcome = take(turn, *ticket);
    answer_outcome(turn, *ticket, outcome);
}

void next(Turn& turn, const Arguments&) {
    auto waiting = turn.tables().tickets.list(turn.desk.id, storage::TicketFilter::unclaimed,
                                              turn.person.id, next_window);
    std::erase_if(waiting, [&](const Ticket& each) { return each.asker == turn.person.id; });
    if (waiting.empty()) {
        answer(turn, "peerdesk-next-none");
        return;
    }
    auto spoken = turn.tables().volunteers.get(turn.person.id).languages;
    if (spoken.empty()) spoken.push_back(turn.desk.settings.language);
    auto fits = std::ranges::find_if(waiting, [&](const Ticket& each) {
        return std::ranges::find(spoken, each.language) != spoken.end();
    });
    if (fits == waiting.end()) fits = waiting.begin();
    const ClaimOutcome outcome = take(turn, *fits);
    answer_outcome(turn, *fits, outcome);
}

void release(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    if (ticket->state != storage::TicketState::claimed) {
        answer(turn, "peerdesk-release-unclaimed", {number(ticket->id)}, ticket->id);
        return;
    }
    if (ticket->claimer != turn.person.id && !turn.has_role(storage::Role::coordinator)) {
        answer(turn, "peerdesk-release-not-yours",
               {number(ticket->id), name_of(turn, ticket->claimer, turn.language)}, ticket->id);
        return;
    }
    answer(turn, "peerdesk-release-done", {number(ticket->id)}, ticket->id);
    give_back(turn, turn.desk, *ticket);
}

void release_all(Turn& turn, const Desk& desk, storage::PersonId person) {
    constexpr int held_max = 1000;
    for (const Ticket& ticket :
         turn.tables().tickets.list(desk.id, storage::TicketFilter::mine, person, held_max)) {
        if (ticket.state == storage::TicketState::claimed) give_back(turn, desk, ticket);
    }
}

void assign(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    const auto to = people::find_staff(turn, arguments.person);
    if (!to) return;
    if (ticket->state == storage::TicketState::closed) {
        answer(turn, "peerdesk-ticket-closed", {number(ticket->id)}, ticket->id);
        return;
    }
    const bool takes_it = to->id == turn.person.id && ticket->state == storage::TicketState::open;
    if (!takes_it && ticket->claimer != turn.person.id &&
        !turn.has_role(storage::Role::coordinator)) {
        answer(turn, "peerdesk-assign-not-yours",
               {number(ticket->id), name_of(turn, ticket->claimer, turn.language)}, ticket->id);
        return;
    }
    turn.tables().tickets.assign(ticket->id, to->id, turn.now);
    turn.services.roster.forget();
    start_claim_timers(turn, turn.desk, *ticket, to->id);
    record_step(turn, turn.desk, *ticket, "assigned", turn.person.id, to->id);
    answer(turn, "peerdesk-assign-done",
           {number(ticket->id), name_of(turn.services, *to, turn.language)}, ticket->id);
    Lines asker(turn.services, ticket->language);
    asker.add("peerdesk-claim-asker",
              {name_of(turn.services, *to, asker.locale()), number(ticket->id)});
    conversation::tell_asker(turn, *ticket, asker.text(), {});
    refresh_cards(turn, turn.desk, ticket->id);
    if (to->id == turn.person.id) return;
    Lines told(turn.services, conversation::language_of(*to, turn.desk));
    told.add("peerdesk-assign-told",
             {number(ticket->id), name_of(turn.services, turn.person, told.locale()),
              name_of(turn, ticket->asker, told.locale())});
    told.literal("show " + number(ticket->id));
    conversation::tell_person(turn, to->id, told, {.ticket = ticket->id});
}

void on_claim_timer(Context& context, const Desk& desk, const Ticket& ticket,
                    std::string_view kind) {
    if (ticket.state != storage::TicketState::claimed) return;
    const auto claimer = context.tables().people.find(ticket.claimer).value_or(storage::Person{});
    Lines lines(context.services, conversation::language_of(claimer, desk));
    if (kind == "nudge") {
        record_step(context, desk, ticket, "nudged", {}, ticket.claimer);
        lines.add("peerdesk-nudge",
                  {number(ticket.id), name_of(context, ticket.asker, lines.locale())});
        const std::string release = "release " + number(ticket.id);
        const bool is_known = !ticket.claim_place.network.empty();
        lines.literal(is_known ? typed_at(context.services, desk, ticket.claim_place, release)
                               : release);
        conversation::tell_claimer(context, ticket, lines, {.repeat = storage::RepeatRule::never});
        return;
    }
    context.tables().tickets.release(ticket.id, ticket.claimer);
    context.tables().timers.remove_for(ticket.id, "");
    context.services.roster.forget();
    record_step(context, desk, ticket, "returned", {}, ticket.claimer);
    lines.add("peerdesk-returned-claimer", {number(ticket.id)});
    conversation::tell_claimer(context, ticket, lines);
    tell_asker_waiting(context, ticket);
    announce(context, desk, context.tables().tickets.find(ticket.id).value_or(ticket), "");
}

} // namespace peerdesk::desk
