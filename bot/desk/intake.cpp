// SPDX-License-Identifier: MIT
#include "bot/desk/intake.hpp"

#include "bot/desk/asking.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/codes.hpp"
#include "bot/desk/said.hpp"
#include "bot/desk/snoozing.hpp"
#include "bot/desk/staff_rooms.hpp"
#include "bot/desk/waiting.hpp"
#include "bot/engagement/record.hpp"
#include "bot/people/linking.hpp"
#include "bot/people/start_link.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <optional>
#include <utility>

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
/// Beyond this many times the rate what an asker writes is still kept, but no longer shown in the
/// staff rooms: a flood would bury everybody else's questions there.
constexpr int shown_rate_factor = 2;
/// What was heard later than this after it was said is answered with the delay.
constexpr std::chrono::minutes told_delay_min{10};

std::optional<Ticket> open_ticket_here(const Turn& turn, const std::vector<Ticket>& unclosed) {
    const auto place = stored(turn.place);
    // A reply to what was said about one of them means that one.
    const auto meant = std::ranges::find(unclosed, turn.subject, &Ticket::id);
    if (turn.subject && meant != unclosed.end() && meant->desk == turn.desk.id) return *meant;
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

/// Who was not heard at once should know since when they are.
void add_delay(Turn& turn, Lines& lines) {
    const auto delay = turn.now - turn.happened;
    if (delay < told_delay_min) return;
    lines.add("peerdesk-late",
              {text::format_rough(turn.services.catalogue(), lines.locale(), text::rough(delay))});
}

void open_ticket(Turn& turn, std::string_view text) {
    const std::int64_t before = count_waiting(turn, turn.desk);
    Ticket ticket;
    ticket.desk = turn.desk.id;
    ticket.asker = turn.person.id;
    ticket.language = turn.language;
    ticket.place = stored(turn.place);
    ticket.opened = turn.happened;
    ticket.last_word = turn.now;
    ticket.id = turn.tables().tickets.open(ticket);
    if (const std::string skill = people::take_skill_of_link(turn); !skill.empty()) {
        turn.tables().tickets.set_skill(ticket.id, skill);
        ticket.skill = skill;
    }
    turn.services.roster.waiting_count(turn.desk.id) = before + 1;
    keep(turn, ticket.id, storage::MessageKind::question, text);
    engagement::record(turn, turn.desk,
                       {.kind = "asked",
                        .actor = turn.person.id,
                        .ticket = ticket.id,
                        .network = turn.place.network,
                        .language = turn.language});
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-ask-opened", {number(ticket.id)});
    add_delay(turn, lines);
    add_outlook(turn, turn.desk, before, lines);
    add_language_hint(turn, lines);
    answer(turn, lines, ticket.id);
    if (turn.identity.is_guest) hand_resume_code(turn, ticket);
    announce(turn, turn.desk, ticket,
             in_words(turn.services, turn.desk.settings.language, said_of(turn, text)));
}

/// Every staff room sees it, the claimer by name; who claimed in a direct chat reads it there.
void show_follow_up(Turn& turn, const conversation::Desk& desk, const Ticket& ticket,
                    storage::MessageId id, const Said& said) {
    const auto message = turn.tables().messages.find(id);
    if (!message) return;
    const auto as_line = [&](const std::string& locale) {
        Lines lines(turn.services, locale);
        lines.literal(frame_as_line(turn, locale, *message)(in_words(turn.services, locale, said)));
        return lines;
    };
    const conversation::About copy{.copy_of = id, .voice = storage::OutboxVoice::person};
    bool is_claimer_told = !ticket.claimer;
    for (const chat::Place& room : desk.settings.staff_rooms) {
        const bool is_claimers = ticket.claimer && ticket.claim_place == stored(room);
        if (is_claimers) is_claimer_told = true;
        if (is_claimers && !has_cards(turn.services, room.network)) {
            conversation::tell_claimer(turn, ticket, as_line(desk.settings.language), copy);
        } else {
            show_message(turn, desk, ticket, *message, said, room);
        }
    }
    if (is_claimer_told) return;
    const auto claimer = turn.tables().people.find(ticket.claimer);
    conversation::tell_claimer(
        turn, ticket, as_line(conversation::language_of(claimer.value_or(storage::Person{}), desk)),
        copy);
}

std::optional<storage::TicketId> said_just_now(Turn& turn, std::string_view text) {
    if (!turn.attachments.empty()) return std::nullopt; // two pictures are not one
    return turn.tables().messages.same_question(turn.person.id, text,
                                                turn.now - same_question_window);
}

} // namespace

void guess_language(Turn& turn, std::string_view text) {
    if (!turn.person.language.empty() || !turn.person.guessed_language.empty()) return;
    const auto guessed = turn.services.texts->detector.detect(text);
    if (!guessed) return;
    turn.tables().people.set_guessed_language(turn.person.id, *guessed);
    turn.person.guessed_language = *guessed;
    turn.language = conversation::language_of(turn.person, turn.desk);
}

void follow_up(Turn& turn, Ticket ticket, std::string_view text) {
    const auto message = keep(turn, ticket.id, storage::MessageKind::question, text);
    auto& tables = turn.tables();
    const auto place = stored(turn.place);
    // What was asked in private is answered in private, also when they write on in a room.
    const bool stays_private = ticket.place.is_direct && !turn.is_direct();
    if (ticket.place != place && !stays_private) {
        tables.tickets.set_place(ticket.id, place);
        ticket.place = place;
    }
    tables.tickets.set_last_word(ticket.id, storage::LastWord::asker, turn.now);
    tables.timers.remove_for(ticket.id, "close_warning");
    tables.timers.remove_for(ticket.id, "auto_close");
    wake(turn, ticket);
    const conversation::Desk& desk = conversation::desk_of(turn, ticket);
    engagement::record(turn, desk,
                       {.kind = "followed_up",
                        .actor = turn.person.id,
                        .ticket = ticket.id,
                        .network = turn.place.network,
                        .language = ticket.language});
    show_follow_up(turn, desk, ticket, message, said_of(turn, text));
}

std::vector<Ticket> unclosed_here(const Turn& turn) {
    auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    if (!turn.is_desk_unclear) {
        std::erase_if(unclosed, [&](const Ticket& each) { return each.desk != turn.desk.id; });
    }
    return unclosed;
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
    if (join_open_ticket(turn, text)) return;
    ask(turn, {.text = std::string(text)});
}

bool join_open_ticket(Turn& turn, std::string_view text) {
    const auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    const auto ticket = open_ticket_here(turn, unclosed);
    if (!ticket) return false;
    follow_up(turn, *ticket, text);
    answer(turn, "peerdesk-ask-joined", {number(ticket->id)}, ticket->id);
    return true;
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
    const auto unclosed = unclosed_here(turn);
    const int open_max = turn.desk.settings.open_tickets_max;
    if (std::ssize(unclosed) >= open_max) {
        answer(turn, "peerdesk-ask-limit", {open_max, number(unclosed.front().id)});
        follow_up(turn, unclosed.front(), arguments.text);
        return;
    }
    open_ticket(turn, arguments.text);
}

void keep_silently(Turn& turn, std::string_view text) {
    const auto unclosed = unclosed_here(turn);
    if (unclosed.empty()) return;
    const int shown_max = shown_rate_factor * turn.desk.settings.person_messages_max;
    if (turn.identity.window_count > shown_max) {
        keep(turn, unclosed.front().id, storage::MessageKind::question, text);
    } else {
        follow_up(turn, unclosed.front(), text);
    }
}

} // namespace peerdesk::desk
