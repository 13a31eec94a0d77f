// SPDX-License-Identifier: MIT
#include "bot/desk/intake.hpp"

#include "bot/desk/asking.hpp"
#include "bot/desk/codes.hpp"
#include "bot/desk/waiting.hpp"
#include "bot/engagement/record.hpp"
#include "bot/people/linking.hpp"

#include <algorithm>
#include <optional>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using storage::Ticket;

namespace {

/// The same words again within this time are one question.
constexpr std::chrono::minutes same_question_window{1};

/// Guesses the asker's language from the letters of a question, once nothing better is known.
void guess_language(Turn& turn, std::string_view text) {
    if (!turn.person.language.empty() || !turn.person.guessed_language.empty()) return;
    const auto guessed = turn.services.texts->detector.detect(text);
    if (!guessed) return;
    turn.tables().people.set_guessed_language(turn.person.id, *guessed);
    turn.person.guessed_language = *guessed;
    turn.language = conversation::language_of(turn.person, turn.desk);
}

void keep_message(Turn& turn, storage::TicketId ticket, std::string_view text) {
    turn.tables().messages.add({.ticket = ticket,
                                .kind = storage::MessageKind::question,
                                .person = turn.person.id,
                                .body = std::string(text),
                                .at = turn.now,
                                .network = turn.place.network,
                                .place_id = turn.place.id,
                                .remote_id = turn.remote_id});
}

std::optional<Ticket> open_ticket_here(const Turn& turn, const std::vector<Ticket>& unclosed) {
    const auto place = stored(turn.place);
    const auto found = std::ranges::find_if(unclosed, [&](const Ticket& ticket) {
        return ticket.desk == turn.desk.id && ticket.place == place;
    });
    if (found == unclosed.end()) return std::nullopt;
    return *found;
}

/// The first answer tells how to change the language, once for each person.
void add_language_hint(Turn& turn, Lines& lines) {
    if (turn.person.was_told_language) return;
    lines.add("peerdesk-language-hint");
    turn.tables().people.set_told_language(turn.person.id);
    turn.person.was_told_language = true;
}

/// Always in private: whoever has the code can become the asker.
void hand_resume_code(Turn& turn, const Ticket& ticket) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-ask-resume", {number(ticket.id)});
    lines.literal("resume " + give_resume_code(turn, ticket));
    conversation::post(turn, {turn.place.network, true, turn.identity.account}, lines.text(),
                       {.ticket = ticket.id, .person = turn.person.id});
}

void open_ticket(Turn& turn, std::string_view text) {
    const std::int64_t before = count_waiting(turn, turn.desk);
    Ticket ticket;
    ticket.desk = turn.desk.id;
    ticket.asker = turn.person.id;
    ticket.language = turn.language;
    ticket.place = stored(turn.place);
    ticket.opened = turn.now;
    ticket.last_word = turn.now;
    ticket.id = turn.tables().tickets.open(ticket);
    turn.services.roster.waiting_count(turn.desk.id) = before + 1;
    keep_message(turn, ticket.id, text);
    engagement::record(turn, turn.desk,
                       {.kind = "asked",
                        .actor = turn.person.id,
                        .ticket = ticket.id,
                        .network = turn.place.network,
                        .language = turn.language});
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-ask-opened", {number(ticket.id)});
    add_outlook(turn, turn.desk, before, lines);
    add_language_hint(turn, lines);
    answer(turn, lines, ticket.id);
    if (turn.identity.is_guest) hand_resume_code(turn, ticket);
    announce(turn, turn.desk, ticket, text);
}

std::optional<storage::TicketId> said_just_now(Turn& turn, std::string_view text) {
    return turn.tables().messages.same_question(turn.person.id, text,
                                                turn.now - same_question_window);
}

} // namespace

void follow_up(Turn& turn, Ticket ticket, std::string_view text) {
    keep_message(turn, ticket.id, text);
    auto& tables = turn.tables();
    const auto place = stored(turn.place);
    if (ticket.place != place) {
        tables.tickets.set_place(ticket.id, place);
        ticket.place = place;
    }
    tables.tickets.set_last_word(ticket.id, storage::LastWord::asker, turn.now);
    tables.timers.remove_for(ticket.id, "close_warning");
    tables.timers.remove_for(ticket.id, "auto_close");
    engagement::record(turn, turn.desk,
                       {.kind = "followed_up",
                        .actor = turn.person.id,
                        .ticket = ticket.id,
                        .network = turn.place.network,
                        .language = ticket.language});
    Lines staff(turn.services, turn.desk.settings.language);
    staff.add("peerdesk-card-followed-up",
              {number(ticket.id), name_of(turn.services, turn.person, staff.locale()), text});
    conversation::tell_staff(turn, turn.desk, staff, ticket.id);
    const bool claimer_reads_staff = !ticket.claim_place.network.empty() &&
                                     !ticket.claim_place.is_direct &&
                                     !turn.desk.settings.staff_rooms.empty();
    if (ticket.claimer && !claimer_reads_staff) {
        const auto claimer = tables.people.find(ticket.claimer);
        Lines direct(turn.services,
                     conversation::language_of(claimer.value_or(storage::Person{}), turn.desk));
        direct.add("peerdesk-card-followed-up",
                   {number(ticket.id), name_of(turn.services, turn.person, direct.locale()), text});
        conversation::tell_claimer(turn, ticket, direct);
    }
    answer(turn, "peerdesk-ask-joined", {number(ticket.id)}, ticket.id);
}

void take_question(Turn& turn, std::string_view text) {
    if (turn.is_desk_unclear) {
        people::ask_for_desk(turn);
        return;
    }
    guess_language(turn, text);
    if (const auto same = said_just_now(turn, text)) {
        answer(turn, "peerdesk-ask-same", {number(*same)}, *same);
        return;
    }
    const auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    if (const auto ticket = open_ticket_here(turn, unclosed)) {
        follow_up(turn, *ticket, text);
        return;
    }
    ask(turn, {.text = std::string(text)});
}

void ask(Turn& turn, const Arguments& arguments) {
    if (turn.is_desk_unclear) {
        people::ask_for_desk(turn);
        return;
    }
    guess_language(turn, arguments.text);
    if (const auto same = said_just_now(turn, arguments.text)) {
        answer(turn, "peerdesk-ask-same", {number(*same)}, *same);
        return;
    }
    const auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    const int open_max = turn.desk.settings.open_tickets_max;
    if (std::ssize(unclosed) >= open_max) {
        answer(turn, "peerdesk-ask-limit", {open_max, number(unclosed.front().id)});
        follow_up(turn, unclosed.front(), arguments.text);
        return;
    }
    open_ticket(turn, arguments.text);
}

void keep_silently(Turn& turn, std::string_view text) {
    const auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    if (unclosed.empty()) return;
    turn.is_answered_quietly = true;
    follow_up(turn, unclosed.front(), text);
}

} // namespace peerdesk::desk
