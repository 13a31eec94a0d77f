// SPDX-License-Identifier: MIT
#include "bot/desk/closing.hpp"

#include "bot/desk/asking.hpp"
#include "bot/desk/claim.hpp"
#include "bot/desk/learning.hpp"
#include "bot/desk/relay.hpp"
#include "bot/engagement/record.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::desk {

using conversation::answer;
using conversation::command_line;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using storage::Outcome;
using storage::Ticket;

namespace {

/// In the order of the numbers that the prompt offers.
constexpr std::array outcomes{Outcome::answered, Outcome::taught, Outcome::referred,
                              Outcome::no_reply, Outcome::spam};

void record_close(Context& context, const Desk& desk, const Ticket& ticket, std::string_view kind,
                  storage::PersonId actor) {
    engagement::record(context, desk,
                       {.kind = kind,
                        .actor = actor,
                        .subject = ticket.asker,
                        .ticket = ticket.id,
                        .network = ticket.place.network,
                        .language = ticket.language,
                        .cause = actor ? storage::Cause::person : storage::Cause::program});
}

void end_ticket(Context& context, const Desk& desk, const Ticket& ticket, storage::PersonId by,
                std::optional<Outcome> outcome, std::string_view kind) {
    context.tables().tickets.close(ticket.id, by, outcome, context.now);
    context.tables().timers.remove_for(ticket.id, "");
    context.tables().prompts.remove_for(ticket.id);
    context.services.roster.forget();
    record_close(context, desk, ticket, kind, by);
}

/// A promise is rounded down: never closed sooner than told.
text::RoughDuration whole_days(std::chrono::milliseconds duration) {
    const auto days = std::chrono::floor<std::chrono::days>(duration);
    if (days.count() < 2) return text::rough(duration);
    return {days.count(), text::RoughDuration::Unit::days};
}

bool asks_learner(std::optional<Outcome> outcome) {
    return outcome != Outcome::spam && outcome != Outcome::no_reply;
}

/// Tells the asker that it is closed and asks, once, what they learned.
void tell_asker_closed(Turn& turn, const Ticket& ticket, const Arguments& arguments) {
    Lines lines(turn.services, ticket.language);
    lines.add("peerdesk-closed-asker",
              {name_of(turn.services, turn.person, lines.locale()), number(ticket.id)});
    if (asks_learner(arguments.outcome)) {
        ask_learner(turn, turn.desk, ticket, arguments.skill, lines);
    }
    conversation::tell_asker(turn, ticket, lines.text(), {});
}

void ask_outcome(Turn& turn, const Ticket& ticket, Lines& lines) {
    lines.add("peerdesk-outcome-ask", {number(ticket.id)});
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        lines.add("peerdesk-outcome-" + std::string(storage::to_text(outcomes[i])),
                  {command_line(turn.desk, turn.is_direct(), std::to_string(i + 1))});
    }
    turn.tables().prompts.add({.place = stored(turn.place),
                               .person = turn.person.id,
                               .kind = "outcome",
                               .ticket = ticket.id,
                               .asked = turn.now});
}

void tell_other_staff(Turn& turn, const Ticket& ticket, std::string_view key) {
    for (const chat::Place& room : turn.desk.settings.staff_rooms) {
        if (room == turn.place) continue;
        Lines staff(turn.services, turn.desk.settings.language);
        staff.add(key, {number(ticket.id), name_of(turn.services, turn.person, staff.locale())});
        conversation::post(turn, stored(room), staff.text(), {.ticket = ticket.id});
    }
}

} // namespace

void close(Turn& turn, const Arguments& arguments) {
    const auto ticket = ticket_for(turn, arguments.ticket);
    if (!ticket) return;
    if (ticket->asker == turn.person.id) {
        solved(turn, arguments);
        return;
    }
    if (ticket->state == storage::TicketState::closed) {
        answer(turn, "peerdesk-ticket-closed", {number(ticket->id)}, ticket->id);
        return;
    }
    if (!arguments.text.empty()) send_answer(turn, *ticket, arguments.text);
    end_ticket(turn, turn.desk, *ticket, turn.person.id, arguments.outcome, "closed");
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-closed", {number(ticket->id)});
    if (!arguments.outcome) ask_outcome(turn, *ticket, lines);
    answer(turn, lines, ticket->id);
    tell_asker_closed(turn, *ticket, arguments);
    tell_other_staff(turn, *ticket, "peerdesk-card-closed");
}

void solved(Turn& turn, const Arguments& arguments) {
    std::optional<Ticket> ticket;
    if (arguments.ticket) {
        ticket = turn.tables().tickets.find(arguments.ticket);
        if (!ticket || ticket->asker != turn.person.id) {
            answer(turn, "peerdesk-ticket-not-yours", {number(arguments.ticket)});
            return;
        }
    } else {
        const auto unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
        if (unclosed.empty()) {
            answer(turn, "peerdesk-status-none");
            return;
        }
        ticket = unclosed.front();
    }
    if (ticket->state == storage::TicketState::closed) {
        answer(turn, "peerdesk-ticket-closed-own", {number(ticket->id)}, ticket->id);
        return;
    }
    const auto outcome = ticket->first_answer ? std::optional(Outcome::answered) : std::nullopt;
    end_ticket(turn, turn.desk, *ticket, turn.person.id, outcome, "closed");
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-solved", {number(ticket->id)});
    ask_learner(turn, turn.desk, *ticket, "", lines);
    answer(turn, lines, ticket->id);
    Lines staff(turn.services, turn.desk.settings.language);
    staff.add("peerdesk-card-solved",
              {number(ticket->id), name_of(turn.services, turn.person, staff.locale())});
    if (!conversation::tell_staff(turn, turn.desk, staff, ticket->id)) {
        conversation::tell_claimer(turn, *ticket, staff);
    }
}

void reopen(Turn& turn, const Arguments& arguments) {
    const auto ticket = turn.tables().tickets.find(arguments.ticket);
    const bool is_own = ticket && ticket->asker == turn.person.id;
    if (!ticket || (!is_own && (ticket->desk != turn.desk.id || !turn.is_staff()))) {
        answer(turn, turn.is_staff() ? "peerdesk-ticket-unknown" : "peerdesk-ticket-not-yours",
               {number(arguments.ticket)});
        return;
    }
    if (ticket->state != storage::TicketState::closed) {
        answer(turn, "peerdesk-reopen-open", {number(ticket->id)}, ticket->id);
        return;
    }
    if (turn.now - ticket->closed.value_or(turn.now) > turn.desk.settings.reopen_window) {
        answer(
            turn, "peerdesk-reopen-late",
            {number(ticket->id), text::format_rough(turn.services.catalogue(), turn.language,
                                                    text::rough(turn.desk.settings.reopen_window))},
            ticket->id);
        return;
    }
    turn.tables().tickets.reopen(ticket->id, turn.now);
    turn.tables().prompts.remove_for(ticket->id);
    turn.services.roster.forget();
    record_close(turn, turn.desk, *ticket, "reopened", turn.person.id);
    answer(turn, "peerdesk-reopened", {number(ticket->id)}, ticket->id);
    if (!is_own) {
        Lines asker(turn.services, ticket->language);
        asker.add("peerdesk-reopened", {number(ticket->id)});
        conversation::tell_asker(turn, *ticket, asker.text(), {});
    }
    announce(turn, turn.desk, turn.tables().tickets.find(ticket->id).value_or(*ticket), "");
}

bool answer_outcome_prompt(Turn& turn, const storage::Prompt& prompt, std::string_view text) {
    std::optional<Outcome> outcome = storage::outcome_from(text::fold(text));
    if (!outcome && text.size() == 1 && text[0] >= '1' &&
        text[0] < static_cast<char>('1' + outcomes.size())) {
        outcome = outcomes[static_cast<std::size_t>(text[0] - '1')];
    }
    if (!outcome) return false;
    turn.tables().tickets.set_outcome(prompt.ticket, *outcome);
    turn.tables().prompts.remove(prompt.id);
    answer(turn, "peerdesk-outcome-kept", {number(prompt.ticket)}, prompt.ticket);
    return true;
}

void start_closing_timers(Context& context, const Desk& desk, storage::TicketId ticket) {
    auto& timers = context.tables().timers;
    const auto restart = [&](std::string_view kind, std::chrono::milliseconds after) {
        timers.remove_for(ticket, kind);
        timers.add({.due = context.now + after,
                    .kind = std::string(kind),
                    .desk = desk.id,
                    .ticket = ticket});
    };
    restart("close_warning", std::chrono::milliseconds(desk.settings.close_after) / 2);
    restart("auto_close", desk.settings.close_after);
}

void on_closing_timer(Context& context, const Desk& desk, const Ticket& ticket,
                      std::string_view kind) {
    if (ticket.state == storage::TicketState::closed ||
        ticket.last_word_by == storage::LastWord::asker) {
        return;
    }
    Lines lines(context.services, ticket.language);
    if (kind == "close_warning") {
        lines.add(
            "peerdesk-close-warning",
            {number(ticket.id), text::format_rough(context.services.catalogue(), lines.locale(),
                                                   whole_days(desk.settings.close_after / 2))});
        conversation::tell_asker(context, ticket, lines.text(),
                                 {.repeat = storage::RepeatRule::never});
        return;
    }
    end_ticket(context, desk, ticket, {}, Outcome::answered, "auto_closed");
    lines.add("peerdesk-auto-closed", {number(ticket.id)});
    ask_learner(context, desk, ticket, "", lines);
    conversation::tell_asker(context, ticket, lines.text(), {});
    Lines staff(context.services, desk.settings.language);
    staff.add("peerdesk-card-auto-closed", {number(ticket.id)});
    if (!conversation::tell_staff(context, desk, staff, ticket.id, storage::RepeatRule::never)) {
        conversation::tell_claimer(context, ticket, staff, storage::RepeatRule::never);
    }
}

} // namespace peerdesk::desk
