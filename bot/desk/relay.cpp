// SPDX-License-Identifier: MIT
#include "bot/desk/relay.hpp"

#include "bot/desk/cards.hpp"
#include "bot/desk/claim.hpp"
#include "bot/desk/closing.hpp"
#include "bot/desk/staff_rooms.hpp"
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

/// The asker's own message that an explicit reply is about, if they can be shown it.
std::string what_is_answered(Turn& turn, const Ticket& ticket) {
    if (!turn.services.capabilities(ticket.place.network).can_reply) return {};
    const auto copy = turn.tables().outbox.find_remote(turn.place.network, turn.reply_to);
    const auto said = copy ? turn.tables().messages.find(copy->copy_of) : std::nullopt;
    const bool is_there = said && said->network == ticket.place.network &&
                          said->place_id == ticket.place.id &&
                          said->kind == storage::MessageKind::question;
    return is_there ? said->remote_id : std::string{};
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
        if (take(turn, ticket) == ClaimOutcome::claimed) refresh_cards(turn, turn.desk, ticket.id);
        return true;
    }
    return false;
}

} // namespace

Frame frame_to_asker(Context& context, const Ticket& ticket, storage::PersonId from) {
    return [&services = context.services, locale = ticket.language, id = ticket.id,
            name = name_of(context, from, ticket.language)](std::string_view words) {
        Lines lines(services, locale);
        lines.add("peerdesk-relay-answer", {name, number(id), words});
        return lines.text();
    };
}

void send_answer(Turn& turn, const Ticket& ticket, std::string_view text) {
    const Said said = said_of(turn, text);
    const auto message = keep(turn, ticket.id, storage::MessageKind::answer, text);
    conversation::About about{.message = message, .copy_of = message};
    about.target = what_is_answered(turn, ticket);
    const auto route = conversation::route_to_asker(turn, ticket, about);
    post_said(
        turn, route.place, said, ticket.language,
        [&, frame = frame_to_asker(turn, ticket, turn.person.id)](std::string_view words) {
            return conversation::along(turn.services, ticket.language, route, frame(words));
        },
        route.about);
    count_answer(turn, ticket);
    show_message(turn, turn.desk, ticket, message, said);
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

namespace {

std::optional<storage::TicketMessage> asker_words(Turn& turn) {
    if (turn.reply_to.empty() || turn.room == conversation::RoomKind::public_room) return {};
    const auto copy = turn.tables().outbox.find_remote(turn.place.network, turn.reply_to);
    if (!copy || !copy->copy_of) return {};
    auto said = turn.tables().messages.find(copy->copy_of);
    const bool is_theirs =
        said && said->kind == storage::MessageKind::question && said->person != turn.person.id;
    if (!is_theirs) said.reset();
    return said;
}

} // namespace

bool answers_asker(Turn& turn) {
    return asker_words(turn).has_value();
}

bool take_explicit_reply(Turn& turn) {
    const auto said = asker_words(turn);
    const auto ticket = said ? turn.tables().tickets.find(said->ticket) : std::nullopt;
    if (!ticket || ticket->desk != turn.desk.id || !turn.is_staff()) return false;
    reply(turn, {.ticket = ticket->id, .text = turn.text});
    return true;
}

void take_thread_talk(Turn& turn) {
    if (!turn.desk.settings.thread_answers || !turn.is_staff()) return;
    reply(turn, {.ticket = turn.subject, .text = turn.text});
}

void note(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    const auto message = keep(turn, ticket->id, storage::MessageKind::note, arguments.text);
    engagement::record(turn, turn.desk,
                       {.kind = "noted",
                        .actor = turn.person.id,
                        .ticket = ticket->id,
                        .network = turn.place.network,
                        .language = ticket->language});
    answer(turn, "peerdesk-note-kept", {number(ticket->id)}, ticket->id);
    show_message(turn, turn.desk, *ticket, message, said_of(turn, arguments.text));
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
        const auto message = keep(turn, ticket.id, storage::MessageKind::answer, said);
        count_answer(turn, ticket);
        show_message(turn, turn.desk, ticket, message, said_of(turn, said));
        return true;
    }
    return false;
}

} // namespace peerdesk::desk
