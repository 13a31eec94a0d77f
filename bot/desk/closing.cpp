// SPDX-License-Identifier: MIT
#include "bot/desk/closing.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/desk/asking.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/claim.hpp"
#include "bot/desk/intake.hpp"
#include "bot/desk/learning.hpp"
#include "bot/desk/mentor_hint.hpp"
#include "bot/desk/relay.hpp"
#include "bot/desk/staff_rooms.hpp"
#include "bot/engagement/record.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::stored;
using conversation::typed_here;
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
text::RoughDuration rounded_down(std::chrono::milliseconds duration) {
    using Unit = text::RoughDuration::Unit;
    const auto days = std::chrono::floor<std::chrono::days>(duration).count();
    if (days >= 2) return {days, Unit::days};
    const auto hours = std::chrono::floor<std::chrono::hours>(duration).count();
    if (hours >= 1) return {hours, Unit::hours};
    return {std::chrono::floor<std::chrono::minutes>(duration).count(), Unit::minutes};
}

/// The asker's ticket of this number or, without one, their newest: here, else at another desk.
std::optional<Ticket> own_ticket(Turn& turn, storage::TicketId id) {
    if (id) {
        auto ticket = turn.tables().tickets.find(id);
        if (ticket && ticket->asker == turn.person.id) return ticket;
        answer(turn, "peerdesk-ticket-not-yours", {number(id)});
        return std::nullopt;
    }
    auto unclosed = unclosed_here(turn);
    if (unclosed.empty()) unclosed = turn.tables().tickets.unclosed_of(turn.person.id);
    if (!unclosed.empty()) return unclosed.front();
    answer(turn, "peerdesk-status-none");
    return std::nullopt;
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
    // In a room everybody would read it.
    if (ticket.place.is_direct) hint_at_mentor(turn, turn.desk, ticket, lines);
    conversation::tell_asker(turn, ticket, lines.text(), {});
}

void ask_outcome(Turn& turn, const Ticket& ticket, Lines& lines) {
    lines.add("peerdesk-outcome-ask", {number(ticket.id)});
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        lines.add("peerdesk-outcome-" + std::string(storage::to_text(outcomes[i])),
                  {typed_here(turn, std::to_string(i + 1))});
    }
    turn.tables().prompts.add({.place = stored(turn.place),
                               .person = turn.person.id,
                               .kind = "outcome",
                               .ticket = ticket.id,
                               .asked = turn.now});
}

void set_closing_timer(Context& context, const Desk& desk, storage::TicketId ticket,
                       std::string_view kind, std::chrono::milliseconds after) {
    auto& timers = context.tables().timers;
    timers.remove_for(ticket, kind);
    timers.add(
        {.due = context.now + after, .kind = std::string(kind), .desk = desk.id, .ticket = ticket});
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
    Lines staff(turn.services, turn.desk.settings.language);
    staff.add("peerdesk-card-closed",
              {number(ticket->id), name_of(turn.services, turn.person, staff.locale())});
    show_state(turn, turn.desk, ticket->id, staff, &turn.place);
}

void solved(Turn& turn, const Arguments& arguments) {
    const auto ticket = own_ticket(turn, arguments.ticket);
    if (!ticket) return;
    if (ticket->state == storage::TicketState::closed) {
        answer(turn, "peerdesk-ticket-closed-own", {number(ticket->id)}, ticket->id);
        return;
    }
    const Desk& desk = conversation::desk_of(turn, *ticket);
    const auto outcome = ticket->first_answer ? std::optional(Outcome::answered) : std::nullopt;
    end_ticket(turn, desk, *ticket, turn.person.id, outcome, "closed");
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-solved", {number(ticket->id)});
    ask_learner(turn, desk, *ticket, "", lines);
    answer(turn, lines, ticket->id);
    Lines staff(turn.services, desk.settings.language);
    staff.add("peerdesk-card-solved",
              {number(ticket->id), name_of(turn.services, turn.person, staff.locale())});
    if (!show_state(turn, desk, ticket->id, staff)) {
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
    const Desk& desk = conversation::desk_of(turn, *ticket);
    if (turn.now - ticket->closed.value_or(turn.now) > desk.settings.reopen_window) {
        answer(turn, "peerdesk-reopen-late",
               {number(ticket->id), text::format_rough(turn.services.catalogue(), turn.language,
                                                       text::rough(desk.settings.reopen_window))},
               ticket->id);
        return;
    }
    turn.tables().tickets.reopen(ticket->id, turn.now);
    turn.tables().prompts.remove_for(ticket->id);
    turn.services.roster.forget();
    record_close(turn, desk, *ticket, "reopened", turn.person.id);
    answer(turn, "peerdesk-reopened", {number(ticket->id)}, ticket->id);
    if (!is_own) {
        Lines asker(turn.services, ticket->language);
        asker.add("peerdesk-reopened", {number(ticket->id)});
        conversation::tell_asker(turn, *ticket, asker.text(), {});
    }
    announce(turn, desk, turn.tables().tickets.find(ticket->id).value_or(*ticket), "");
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
    refresh_cards(turn, turn.desk, prompt.ticket);
    answer(turn, "peerdesk-outcome-kept", {number(prompt.ticket)}, prompt.ticket);
    return true;
}

void start_closing_timers(Context& context, const Desk& desk, storage::TicketId ticket) {
    const std::chrono::milliseconds whole = desk.settings.close_after;
    set_closing_timer(context, desk, ticket, "close_warning", whole / 2);
    set_closing_timer(context, desk, ticket, "auto_close", whole);
}

void on_closing_timer(Context& context, const Desk& desk, const Ticket& ticket,
                      std::string_view kind) {
    if (ticket.state == storage::TicketState::closed ||
        ticket.last_word_by == storage::LastWord::asker) {
        return;
    }
    Lines lines(context.services, ticket.language);
    if (kind == "close_warning") {
        // Counted from now: while the desk did not run nobody could be warned.
        const auto left = std::chrono::milliseconds(desk.settings.close_after) / 2;
        set_closing_timer(context, desk, ticket.id, "auto_close", left);
        lines.add("peerdesk-close-warning",
                  {number(ticket.id), text::format_rough(context.services.catalogue(),
                                                         lines.locale(), rounded_down(left))});
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
    if (!show_state(context, desk, ticket.id, staff, nullptr, storage::RepeatRule::never)) {
        conversation::tell_claimer(context, ticket, staff, {.repeat = storage::RepeatRule::never});
    }
}

} // namespace peerdesk::desk
