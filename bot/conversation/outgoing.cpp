// SPDX-License-Identifier: MIT
#include "bot/conversation/outgoing.hpp"

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
    const About about{.ticket = ticket, .message = {}, .person = turn.person.id};
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
             {.ticket = ticket, .message = {}, .person = {}, .repeat = repeat});
    }
    return !desk.settings.staff_rooms.empty();
}

void tell_other_staff(Turn& turn, const Lines& lines, storage::TicketId ticket) {
    for (const chat::Place& room : turn.desk.settings.staff_rooms) {
        if (room != turn.place) post(turn, stored(room), lines.text(), {.ticket = ticket});
    }
}

bool tell_person(Context& context, storage::PersonId person, const Lines& lines,
                 const About& about) {
    const auto identities = context.tables().people.identities_of(person);
    if (identities.empty()) return false;
    // A guest who shares the person by a resume code does not read what is meant for an account.
    const auto proved = std::ranges::find_if(identities, [](const storage::Identity& each) {
        return !each.is_guest || each.is_known_responder;
    });
    const storage::Identity& identity = proved == identities.end() ? identities.front() : *proved;
    About whole = about;
    whole.person = person;
    post(context, {identity.network, true, identity.account}, lines.text(), whole);
    return true;
}

storage::OutboxId tell_asker(Context& context, const storage::Ticket& ticket, std::string_view text,
                             const About& about) {
    About whole = about;
    whole.ticket = ticket.id;
    whole.person = ticket.asker;
    if (ticket.place.is_direct) return post(context, ticket.place, text, whole);
    const auto asker = context.tables().people.find(ticket.asker);
    return post(
        context, ticket.place,
        addressed(context.services, ticket.language, asker ? asker->name : std::string{}, text),
        whole);
}

void tell_claimer(Context& context, const storage::Ticket& ticket, const Lines& lines,
                  storage::RepeatRule repeat) {
    if (!ticket.claimer) return;
    const About about{
        .ticket = ticket.id, .message = {}, .person = ticket.claimer, .repeat = repeat};
    if (ticket.claim_place.network.empty()) {
        tell_person(context, ticket.claimer, lines, about);
    } else if (ticket.claim_place.is_direct) {
        post(context, ticket.claim_place, lines.text(), about);
    } else {
        const auto claimer = context.tables().people.find(ticket.claimer);
        post(context, ticket.claim_place,
             addressed(context.services, lines.locale(), claimer ? claimer->name : std::string{},
                       lines.text()),
             about);
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
