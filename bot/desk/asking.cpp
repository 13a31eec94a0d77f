// SPDX-License-Identifier: MIT
#include "bot/desk/asking.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/desk/cards.hpp"
#include "bot/desk/staff_rooms.hpp"
#include "bot/engagement/record.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "matching/routing.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::desk {

using conversation::About;
using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::typed_at;
using people::Responder;

namespace {

constexpr std::size_t everybody = std::numeric_limits<std::size_t>::max();

bool speaks(const Responder& responder, std::string_view language, const Desk& desk) {
    const auto& spoken = responder.volunteer.languages;
    if (spoken.empty()) return language == desk.settings.language;
    return std::ranges::find(spoken, language) != spoken.end();
}

matching::Candidate candidate_of(Context& context, const Desk& desk, const Responder& responder,
                                 const storage::Ticket& ticket) {
    matching::Candidate candidate;
    candidate.id = responder.person.id.value;
    candidate.is_asker = responder.person.id == ticket.asker;
    candidate.is_paused = responder.is_paused(context.now);
    candidate.is_available = responder.may_be_asked(context.now);
    candidate.open_tickets = responder.claimed;
    candidate.open_limit = responder.volunteer.ticket_limit.value_or(desk.settings.ticket_limit);
    candidate.asked_this_week = responder.requests_this_week;
    candidate.weekly_budget = desk.settings.weekly_requests;
    candidate.shares_language = speaks(responder, ticket.language, desk);
    candidate.answers_30d = responder.answers_30d;
    if (responder.volunteer.last_asked) {
        candidate.since_last_asked = std::chrono::duration_cast<std::chrono::seconds>(
            context.now - *responder.volunteer.last_asked);
    }
    return candidate;
}

/// Chooses up to `count` responders, best first, passing over who was asked about it before.
std::vector<Responder*> choose(Context& context, const Desk& desk, const storage::Ticket& ticket,
                               std::size_t count, const std::vector<storage::PersonId>& asked) {
    auto& responders =
        context.services.roster.of(desk.id, context.now, engagement::current_week(context, desk));
    std::vector<matching::Candidate> candidates;
    candidates.reserve(responders.size());
    for (const Responder& responder : responders) {
        candidates.push_back(candidate_of(context, desk, responder, ticket));
    }
    std::vector<Responder*> chosen;
    for (const matching::Ranked& ranked : matching::rank_responders(candidates).ranked) {
        if (chosen.size() >= count) break;
        const auto found = std::ranges::find(responders, storage::PersonId{ranked.id},
                                             [](const Responder& each) { return each.person.id; });
        if (std::ranges::binary_search(asked, found->person.id)) continue;
        chosen.push_back(&*found);
    }
    return chosen;
}

void note_request(Context& context, const Desk& desk, const storage::Ticket& ticket,
                  const Responder& responder) {
    engagement::record(context, desk,
                       {.kind = "requested",
                        .subject = responder.person.id,
                        .ticket = ticket.id,
                        .network = ticket.place.network,
                        .language = ticket.language,
                        .cause = storage::Cause::program});
    context.services.roster.note_asked(desk.id, responder.person.id, context.now);
}

/// Why the staff hear of a ticket.
struct Announcement {
    enum class Kind { opened, returned, waits_on };
    Kind kind = Kind::opened;
    Lines line;       ///< what is said, where there are no cards
    std::string text; ///< the newest words, for requests in direct chats
};

void ask_directly(Context& context, const Desk& desk, const storage::Ticket& ticket,
                  const Responder& responder, std::string_view text) {
    Lines lines(context.services, conversation::language_of(responder.person, desk));
    lines.add("peerdesk-request-direct",
              {number(ticket.id), name_of(context, ticket.asker, lines.locale()),
               text::display_name(ticket.language, lines.locale()), text});
    lines.literal("claim " + number(ticket.id));
    conversation::tell_person(context, responder.person.id, lines, {.ticket = ticket.id});
}

void add_request(Context& context, const Desk& desk, const storage::Ticket& ticket,
                 const std::vector<std::string>& names, const storage::StoredPlace& room,
                 Lines& lines) {
    if (names.empty()) {
        lines.add("peerdesk-card-take");
    } else {
        lines.add("peerdesk-card-request",
                  {text::join_list(context.services.catalogue(), lines.locale(), names)});
    }
    lines.literal(typed_at(context.services, desk, room, "claim " + number(ticket.id)));
}

/// The card first, then the question, or a call in the thread of the card there is.
void announce_on_card(Context& context, const Desk& desk, const storage::Ticket& ticket,
                      const Announcement& what, const Lines& whole,
                      const std::vector<storage::PersonId>& called,
                      const storage::StoredPlace& room) {
    const std::string mentions = conversation::accounts_on(context, room.network, called);
    const bool is_new = !context.tables().cards.find(ticket.id, room);
    const auto card = ensure_card(context, desk, ticket, room, mentions);
    if (is_new) {
        for (const auto& said : context.tables().messages.last_of(ticket.id, 1))
            show_in_thread(context, desk, ticket, said, room);
        return;
    }
    if (what.kind == Announcement::Kind::returned) {
        refresh_card(context, desk, ticket.id, room);
    }
    conversation::post(context, room, whole.text(),
                       {.ticket = ticket.id, .thread_row = card, .mentions = mentions});
}

/// The request itself: by name in the staff rooms, else to each person directly.
void send_requests(Context& context, const Desk& desk, const storage::Ticket& ticket,
                   const std::vector<Responder*>& chosen, const Announcement& what) {
    const bool has_staff_room = !desk.settings.staff_rooms.empty();
    std::vector<std::string> names;
    std::vector<storage::PersonId> called;
    for (Responder* responder : chosen) {
        note_request(context, desk, ticket, *responder);
        names.push_back(responder->person.name);
        called.push_back(responder->person.id);
        if (!has_staff_room) ask_directly(context, desk, ticket, *responder, what.text);
    }
    const auto said = context.tables().messages.last_of(ticket.id, 1);
    for (const chat::Place& place : desk.settings.staff_rooms) {
        const auto room = conversation::stored(place);
        Lines line = what.line;
        add_request(context, desk, ticket, names, room, line);
        if (has_cards(context.services, room.network)) {
            announce_on_card(context, desk, ticket, what, line, called, room);
        } else {
            const bool shows_words = what.kind == Announcement::Kind::opened && !said.empty();
            conversation::post(context, room, line.text(),
                               {.ticket = ticket.id,
                                .copy_of = shows_words ? said.front().id : storage::MessageId{}});
        }
    }
}

void add_timer(Context& context, const storage::Ticket& ticket, std::string_view kind,
               conversation::Time due) {
    context.tables().timers.add(
        {.due = due, .kind = std::string(kind), .desk = ticket.desk, .ticket = ticket.id});
}

/// When `amount` of time has passed in which somebody said they are around; plain time where
/// nobody said so. Beyond the horizon it is looked at again at the horizon's end.
conversation::Time after_covered(Context& context, const Desk& desk, conversation::Time from,
                                 std::chrono::milliseconds amount) {
    const auto hours = context.services.roster.stated_hours(
        desk.id, context.now, engagement::current_week(context, desk));
    if (hours.empty()) return from + amount;
    const auto due = matching::after_own_time(matching::union_of(hours), from, amount);
    return due.value_or(context.now + people::Roster::horizon);
}

void tell_coordinators(Context& context, const Desk& desk, const storage::Ticket& ticket) {
    const auto add_text = [&](Lines& lines, const std::string& command) {
        lines.add("peerdesk-escalated",
                  {number(ticket.id), name_of(context, ticket.asker, lines.locale()),
                   text::format_rough(context.services.catalogue(), lines.locale(),
                                      text::rough(context.now - ticket.opened))});
        lines.literal(command);
    };
    const std::string show = "show " + number(ticket.id);
    const About about{.ticket = ticket.id};
    for (const chat::Place& room : desk.settings.coordinator_rooms) {
        Lines lines(context.services, desk.settings.language);
        add_text(lines, typed_at(context.services, desk, conversation::stored(room), show));
        conversation::post(context, conversation::stored(room), lines.text(), about);
    }
    if (!desk.settings.coordinator_rooms.empty()) return;
    for (const storage::Person& coordinator :
         context.tables().roles.holders(desk.id, storage::Role::coordinator)) {
        Lines lines(context.services, conversation::language_of(coordinator, desk));
        add_text(lines, show);
        conversation::tell_person(context, coordinator.id, lines, about);
    }
}

/// Sets the timer "ask" to when the next responder not yet asked begins their hours. Once somebody
/// was asked, they and those who were awake have their time first.
void await_next(Context& context, const Desk& desk, const storage::Ticket& ticket,
                const std::vector<storage::PersonId>& asked) {
    std::optional<conversation::Time> next;
    for (const Responder& each : context.services.roster.of(
             desk.id, context.now, engagement::current_week(context, desk))) {
        if (!each.has_hours || each.person.id == ticket.asker ||
            std::ranges::binary_search(asked, each.person.id)) {
            continue;
        }
        const auto begins = matching::next_available(each.hours, context.now);
        if (begins && *begins > context.now && (!next || *begins < *next)) next = begins;
    }
    if (!next) return;
    if (!asked.empty()) next = std::max(*next, ticket.opened + desk.settings.ask_all_after);
    add_timer(context, ticket, "ask", *next);
}

void ask_more(Context& context, const Desk& desk, const storage::Ticket& ticket,
              std::size_t count) {
    auto asked = storage::Workload(context.services.database).asked(ticket.id);
    const auto chosen = choose(context, desk, ticket, count, asked);
    for (const Responder* each : chosen)
        asked.push_back(each->person.id);
    std::ranges::sort(asked);
    context.tables().timers.remove_for(ticket.id, "ask");
    await_next(context, desk, ticket, asked);
    if (chosen.empty()) return;
    const auto said = context.tables().messages.last_of(ticket.id, 1);
    Announcement what{Announcement::Kind::waits_on, Lines(context.services, desk.settings.language),
                      said.empty() ? std::string{} : said.front().body.value_or("")};
    what.line.add("peerdesk-card-waiting",
                  {number(ticket.id), name_of(context, ticket.asker, what.line.locale()),
                   text::format_rough(context.services.catalogue(), what.line.locale(),
                                      text::rough(context.now - ticket.opened))});
    send_requests(context, desk, ticket, chosen, what);
}

void record_step(Context& context, const Desk& desk, const storage::Ticket& ticket,
                 std::string_view kind) {
    engagement::record(context, desk,
                       {.kind = kind,
                        .ticket = ticket.id,
                        .network = ticket.place.network,
                        .language = ticket.language,
                        .cause = storage::Cause::program});
}

} // namespace

void announce(Context& context, const Desk& desk, const storage::Ticket& ticket,
              std::string_view text) {
    Announcement what{text.empty() ? Announcement::Kind::returned : Announcement::Kind::opened,
                      Lines(context.services, desk.settings.language), std::string(text)};
    const std::string& locale = what.line.locale();
    if (text.empty()) {
        what.line.add("peerdesk-card-returned",
                      {number(ticket.id), name_of(context, ticket.asker, locale)});
    } else {
        what.line.add("peerdesk-card-new",
                      {number(ticket.id), name_of(context, ticket.asker, locale),
                       text::display_name(ticket.language, locale), text});
    }
    std::vector<storage::PersonId> asked; // a new ticket's list is empty without looking
    if (text.empty()) asked = storage::Workload(context.services.database).asked(ticket.id);
    const auto chosen = choose(context, desk, ticket, desk.settings.ask_first, asked);
    send_requests(context, desk, ticket, chosen, what);
    add_timer(context, ticket, "widen", context.now + desk.settings.widen_after);
    for (const Responder* each : chosen)
        asked.push_back(each->person.id);
    std::ranges::sort(asked);
    await_next(context, desk, ticket, asked);
}

void on_ask_timer(Context& context, const Desk& desk, const storage::Ticket& ticket,
                  std::string_view kind) {
    if (ticket.state != storage::TicketState::open) return;
    if (kind == "ask") {
        ask_more(context, desk, ticket,
                 ticket.ask_stage >= all_asked ? everybody : desk.settings.ask_first);
    } else if (kind == "widen") {
        context.tables().tickets.set_ask_stage(ticket.id, widened);
        record_step(context, desk, ticket, "widened");
        ask_more(context, desk, ticket, desk.settings.ask_first);
        add_timer(context, ticket, "ask_all",
                  std::max(context.now, ticket.opened + desk.settings.ask_all_after));
    } else if (kind == "ask_all") {
        context.tables().tickets.set_ask_stage(ticket.id, all_asked);
        record_step(context, desk, ticket, "widened");
        ask_more(context, desk, ticket, everybody);
        add_timer(context, ticket, "escalate",
                  after_covered(context, desk, ticket.opened, desk.settings.escalate_after));
    } else if (kind == "escalate") {
        const auto due = after_covered(context, desk, ticket.opened, desk.settings.escalate_after);
        if (due > context.now) {
            add_timer(context, ticket, "escalate", due);
            return;
        }
        context.tables().tickets.set_ask_stage(ticket.id, escalated);
        record_step(context, desk, ticket, "escalated");
        tell_coordinators(context, desk, ticket);
    }
}

} // namespace peerdesk::desk
