// SPDX-License-Identifier: MIT
#include "bot/desk/relay.hpp"

#include "bot/desk/claim.hpp"
#include "bot/desk/closing.hpp"
#include "bot/engagement/record.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/weeks.hpp"

#include <optional>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using storage::ClaimOutcome;
using storage::Ticket;

namespace {

/// The longest look back for covered minutes; a first answer later than this counts this much.
constexpr std::chrono::days covered_span_max{8};

storage::MessageId keep(Turn& turn, const Ticket& ticket, storage::MessageKind kind,
                        std::string_view text) {
    return turn.tables().messages.add({.ticket = ticket.id,
                                       .kind = kind,
                                       .person = turn.person.id,
                                       .body = std::string(text),
                                       .at = turn.now,
                                       .network = turn.place.network,
                                       .place_id = turn.place.id,
                                       .remote_id = turn.remote_id});
}

std::optional<std::chrono::minutes> covered_since(Turn& turn, conversation::Time opened) {
    const auto hours = turn.services.roster.stated_hours(turn.desk.id, turn.now,
                                                         engagement::current_week(turn, turn.desk));
    if (hours.empty()) return std::nullopt;
    const auto from = std::max(opened, turn.now - covered_span_max);
    return matching::covered_minutes(hours, from, turn.now);
}

/// The answer counts: first answers with how long they took.
void count_answer(Turn& turn, const Ticket& ticket) {
    auto& tables = turn.tables();
    engagement::Fact fact{.kind = "answered",
                          .actor = turn.person.id,
                          .subject = ticket.asker,
                          .ticket = ticket.id,
                          .network = ticket.place.network,
                          .language = ticket.language};
    if (tables.tickets.set_first_answer(ticket.id, turn.now)) {
        fact.waited = turn.now - ticket.opened;
        fact.covered = covered_since(turn, ticket.opened);
    }
    engagement::record(turn, turn.desk, fact);
    turn.services.roster.forget();
    tables.tickets.set_last_word(ticket.id, storage::LastWord::desk, turn.now);
    tables.timers.remove_for(ticket.id, "nudge");
    tables.timers.remove_for(ticket.id, "return");
    start_closing_timers(turn, turn.desk, ticket.id);
}

/// Shows an answer or note in the staff rooms where it was not typed.
void show_staff(Turn& turn, const Ticket& ticket, std::string_view key, std::string_view text) {
    Lines lines(turn.services, turn.desk.settings.language);
    lines.add(key, {number(ticket.id), name_of(turn.services, turn.person, lines.locale()), text});
    conversation::tell_other_staff(turn, lines, ticket.id);
}

/// A waiting ticket becomes theirs with the first answer. False when it may not be answered.
bool may_answer(Turn& turn, Ticket& ticket) {
    switch (ticket.state) {
    case storage::TicketState::closed:
        answer(turn, "peerdesk-ticket-closed", {number(ticket.id)}, ticket.id);
        return false;
    case storage::TicketState::claimed:
        return true;
    case storage::TicketState::open:
        if (ticket.asker == turn.person.id) {
            answer(turn, "peerdesk-claim-own", {number(ticket.id)}, ticket.id);
            return false;
        }
        take(turn, ticket);
        return true;
    }
    return false;
}

} // namespace

void send_answer(Turn& turn, const Ticket& ticket, std::string_view text) {
    const auto message = keep(turn, ticket, storage::MessageKind::answer, text);
    Lines out(turn.services, ticket.language);
    out.add("peerdesk-relay-answer",
            {name_of(turn.services, turn.person, out.locale()), number(ticket.id), text});
    conversation::tell_asker(turn, ticket, out.text(), {.message = message});
    count_answer(turn, ticket);
    show_staff(turn, ticket, "peerdesk-card-answered", text);
}

void reply(Turn& turn, const Arguments& arguments) {
    auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket || !may_answer(turn, *ticket)) return;
    send_answer(turn, *ticket, arguments.text);
    answer(turn, "peerdesk-reply-sent",
           {number(ticket->id), conversation::asker_name(turn, *ticket),
            name_of(turn.services, turn.person, turn.language)},
           ticket->id);
}

void note(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    keep(turn, *ticket, storage::MessageKind::note, arguments.text);
    engagement::record(turn, turn.desk,
                       {.kind = "noted",
                        .actor = turn.person.id,
                        .ticket = ticket->id,
                        .network = turn.place.network,
                        .language = ticket->language});
    answer(turn, "peerdesk-note-kept", {number(ticket->id)}, ticket->id);
    show_staff(turn, *ticket, "peerdesk-card-noted", arguments.text);
}

bool take_plain_answer(Turn& turn) {
    if (!turn.desk.settings.plain_answers || !turn.is_staff()) return false;
    const auto colon = turn.text.find_first_of(":,");
    if (colon == std::string::npos || colon == 0) return false;
    const std::string name = text::fold(std::string_view(turn.text).substr(0, colon));
    const auto words = turn.text.find_first_not_of(" \t", colon + 1);
    if (words == std::string::npos) return false;
    constexpr int tickets_looked_at = 50;
    for (const Ticket& ticket : turn.tables().tickets.list(
             turn.desk.id, storage::TicketFilter::mine, turn.person.id, tickets_looked_at)) {
        if (ticket.place != stored(turn.place)) continue;
        const auto asker = turn.tables().people.find(ticket.asker);
        if (!asker || text::fold(asker->name) != name) continue;
        const std::string said = turn.text.substr(words);
        keep(turn, ticket, storage::MessageKind::answer, said);
        count_answer(turn, ticket);
        show_staff(turn, ticket, "peerdesk-card-answered", said);
        return true;
    }
    return false;
}

} // namespace peerdesk::desk
