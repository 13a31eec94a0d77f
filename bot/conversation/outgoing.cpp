// SPDX-License-Identifier: MIT
#include "bot/conversation/outgoing.hpp"

#include "bot/conversation/direct_chat.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

namespace peerdesk::conversation {

using storage::StoredPlace;

namespace {

/// Before each further line of what a person wrote, so that none of them passes for a line of ours
/// or for a command to another program in the room.
constexpr std::string_view further_line_mark = "| ";

bool has_lines(const text::Param& param) {
    const auto* words = std::get_if<std::string>(&param.value());
    return words != nullptr && words->contains('\n');
}

text::Param with_marked_lines(const text::Param& param) {
    if (!has_lines(param)) return param;
    std::string marked;
    for (const char each : std::get<std::string>(param.value())) {
        marked += each;
        if (each == '\n') marked += further_line_mark;
    }
    return marked;
}

} // namespace

Lines::Lines(const Services& services, std::string locale)
    : services_(services), locale_(std::move(locale)) {}

Lines& Lines::add(std::string_view key, std::initializer_list<text::Param> params) {
    if (std::ranges::none_of(params, has_lines)) {
        return literal(services_.catalogue().render(locale_, key, params));
    }
    std::vector<text::Param> marked;
    std::ranges::transform(params, std::back_inserter(marked), with_marked_lines);
    return literal(
        services_.catalogue().render(locale_, key, std::span<const text::Param>(marked)));
}

Lines& Lines::literal(std::string_view line) {
    if (!text_.empty()) text_ += '\n';
    text_ += line;
    return *this;
}

StoredPlace stored(const chat::Place& place) {
    return {place.network, place.kind == chat::PlaceKind::direct, place.id};
}

chat::Place place_of(const StoredPlace& place) {
    return {place.network, place.is_direct ? chat::PlaceKind::direct : chat::PlaceKind::room,
            place.id};
}

storage::OutboxId thread_of(Context& context, const StoredPlace& place, storage::TicketId ticket) {
    if (!ticket || place.is_direct) return {};
    if (!context.services.capabilities(place.network).can_thread) return {};
    return context.tables().cards.thread(ticket, place);
}

std::string accounts_on(Context& context, std::string_view network,
                        std::span<const storage::PersonId> people) {
    std::string accounts;
    for (const storage::PersonId person : people) {
        for (const auto& identity : context.tables().people.identities_of(person)) {
            if (identity.network != network || identity.is_guest) continue;
            if (!accounts.empty()) accounts += '\n';
            accounts += identity.account;
        }
    }
    return accounts;
}

storage::OutboxId post(Context& context, const StoredPlace& place, std::string_view text,
                       const About& about) {
    storage::OutboxRow row;
    row.place = place;
    row.body = text;
    row.repeat = about.repeat;
    row.ticket = about.ticket;
    row.message = about.message;
    row.person = about.person;
    row.created = context.now;
    row.copy_of = about.copy_of;
    row.act = about.act;
    row.voice = about.voice;
    row.html = about.html;
    row.thread = about.thread;
    row.thread_row = about.thread_row;
    row.target = about.target;
    row.target_row = about.target_row;
    row.mentions = about.mentions;
    row.attachment = about.attachment;
    row.buttons = about.buttons;
    return context.tables().outbox.add(row);
}

namespace {

/// Puts the reader's name before the first line, as people in rooms do.
std::string addressed(const Services& services, std::string_view locale, std::string_view name,
                      std::string_view text) {
    return services.catalogue().render(locale, "peerdesk-room-address",
                                       {text::Name{std::string(name)}, text});
}

} // namespace

void answer(Turn& turn, const Lines& lines, storage::TicketId ticket) {
    if (turn.is_answered_quietly) return;
    if (!turn.press_id.empty()) {
        if (!turn.press_answer.empty()) turn.press_answer += '\n';
        turn.press_answer += lines.text();
        return;
    }
    About about{.ticket = ticket, .message = {}, .person = turn.person.id};
    const chat::Capabilities& can = turn.services.capabilities(turn.place.network);
    if (can.can_thread) about.thread = turn.thread;
    if (can.can_reply && !turn.is_direct()) {
        about.target = turn.remote_id;
        if (!turn.identity.is_guest) about.mentions = turn.identity.account;
    }
    if (turn.is_direct()) {
        post(turn, stored(turn.place), lines.text(), about);
    } else {
        post(turn, stored(turn.place),
             addressed(turn.services, lines.locale(), turn.identity.name, lines.text()), about);
    }
}

void answer(Turn& turn, std::string_view key, std::initializer_list<text::Param> params,
            storage::TicketId ticket) {
    answer(turn, Lines(turn.services, turn.language).add(key, params), ticket);
}

bool tell_staff(Context& context, const Desk& desk, const Lines& lines, storage::TicketId ticket,
                storage::RepeatRule repeat) {
    for (const chat::Place& room : desk.settings.staff_rooms) {
        post(context, stored(room), lines.text(),
             {.ticket = ticket,
              .message = {},
              .person = {},
              .repeat = repeat,
              .thread_row = thread_of(context, stored(room), ticket)});
    }
    return !desk.settings.staff_rooms.empty();
}

bool tell_person(Context& context, storage::PersonId person, const Lines& lines,
                 const About& about) {
    const auto place = direct_chat(context, person);
    if (!place) return false;
    About whole = about;
    whole.person = person;
    post(context, *place, lines.text(), whole);
    return true;
}

Route route_to_asker(Context& context, const storage::Ticket& ticket, const About& about) {
    Route route{ticket.place, about, {}};
    route.about.ticket = ticket.id;
    route.about.person = ticket.asker;
    if (ticket.place.is_direct) return route;
    const auto asker = context.tables().people.find(ticket.asker);
    route.name = asker ? asker->name : std::string{};
    if (!context.services.capabilities(ticket.place.network).can_reply) return route;
    route.about.mentions = accounts_on(context, ticket.place.network, {{ticket.asker}});
    const auto said = context.tables().messages.last_question_at(ticket.id, ticket.place);
    if (route.about.target.empty() && said) route.about.target = said->remote_id;
    return route;
}

std::string along(const Services& services, std::string_view locale, const Route& route,
                  std::string_view text) {
    if (route.place.is_direct) return std::string(text);
    return addressed(services, locale, route.name, text);
}

storage::OutboxId tell_asker(Context& context, const storage::Ticket& ticket, std::string_view text,
                             const About& about) {
    const Route route = route_to_asker(context, ticket, about);
    return post(context, route.place, along(context.services, ticket.language, route, text),
                route.about);
}

void tell_claimer(Context& context, const storage::Ticket& ticket, const Lines& lines,
                  const About& about) {
    if (!ticket.claimer) return;
    About whole = about;
    whole.ticket = ticket.id;
    whole.person = ticket.claimer;
    const StoredPlace& place = ticket.claim_place;
    if (place.network.empty()) {
        tell_person(context, ticket.claimer, lines, whole);
    } else if (place.is_direct) {
        post(context, place, lines.text(), whole);
    } else {
        const auto claimer = context.tables().people.find(ticket.claimer);
        whole.thread_row = thread_of(context, place, ticket.id);
        if (context.services.capabilities(place.network).can_reply) {
            whole.mentions = accounts_on(context, place.network, {{ticket.claimer}});
        }
        post(context, place,
             addressed(context.services, lines.locale(), claimer ? claimer->name : std::string{},
                       lines.text()),
             whole);
    }
}

std::string number(storage::TicketId ticket) {
    return std::to_string(ticket.value);
}

std::string command_line(const Desk& desk, bool is_direct, std::string_view command) {
    return is_direct ? std::string(command) : desk.settings.prefix + std::string(command);
}

void add_room_hint(const Desk& desk, bool is_direct, Lines& lines) {
    if (!is_direct) lines.add("peerdesk-room-hint", {desk.settings.prefix});
}

std::string network_words(const Services& services, std::string_view locale,
                          std::string_view reason) {
    if (reason != no_word) return std::string(reason);
    return services.catalogue().render(locale, "peerdesk-delivery-no-word");
}

text::Param name_of(const Services& services, const storage::Person& person,
                    std::string_view locale) {
    if (person.name.empty()) return services.catalogue().render(locale, "peerdesk-somebody", {});
    return text::Name{person.name};
}

text::Param name_of(Context& context, storage::PersonId person, std::string_view locale) {
    const auto found = context.tables().people.find(person);
    return name_of(context.services, found.value_or(storage::Person{}), locale);
}

text::Param asker_name(Turn& turn, const storage::Ticket& ticket) {
    const bool is_secret = turn.room == RoomKind::public_room && ticket.place.is_direct;
    return is_secret ? name_of(turn.services, storage::Person{}, turn.language)
                     : name_of(turn, ticket.asker, turn.language);
}

} // namespace peerdesk::conversation
