// SPDX-License-Identifier: MIT
#include "tests/bot/support/house.hpp"

#include "bot/people/hours.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace peerdesk::support {

std::shared_ptr<const text::Snapshot> texts() {
    static const auto shipped = [] {
        text::Problems problems;
        return text::make_snapshot(problems);
    }();
    return shipped;
}

std::string words(std::string_view key, std::initializer_list<text::Param> params,
                  std::string_view locale) {
    return texts()->catalogue->render(locale, key, params);
}

chat::Place room(std::string id, std::string network) {
    return {std::move(network), chat::PlaceKind::room, std::move(id)};
}

chat::Place direct(std::string account, std::string network) {
    return {std::move(network), chat::PlaceKind::direct, std::move(account)};
}

chat::Author author(std::string_view who) {
    chat::Author author;
    const bool is_guest = who.starts_with('~');
    if (is_guest) who.remove_prefix(1);
    author.name = who;
    author.id = (is_guest ? "g:" : "a:") + author.name;
    author.kind = is_guest ? chat::IdentityKind::guest : chat::IdentityKind::account;
    return author;
}

desk::DeskSettings help_desk() {
    desk::DeskSettings desk;
    desk.name = "help";
    desk.public_rooms = {room("#help")};
    desk.staff_rooms = {room("#staff")};
    desk.coordinator_rooms = {room("#lead")};
    desk.responders = {{irc, "bo"}, {irc, "chi"}, {irc, "dee"}};
    desk.coordinators = {{irc, "cora"}};
    return desk;
}

desk::DeskSettings garden_desk() {
    desk::DeskSettings desk;
    desk.name = "garden";
    desk.language = "fr";
    desk.zone = "Africa/Lagos";
    desk.public_rooms = {room("#garden")};
    desk.staff_rooms = {room("#shed")};
    desk.responders = {{irc, "gus"}};
    desk.coordinators = {{irc, "gwen"}};
    return desk;
}

desk::Settings with_desk(desk::DeskSettings desk) {
    desk::Settings settings;
    settings.desks.push_back(std::move(desk));
    return settings;
}

desk::Settings one_desk() {
    return with_desk(help_desk());
}

desk::Settings two_desks() {
    desk::Settings settings = one_desk();
    settings.desks.push_back(garden_desk());
    return settings;
}

chat::Time monday() {
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 10h;
}

std::ostream& operator<<(std::ostream& out, const Said& said) {
    return out << said.place << ": " << said.text;
}

House::House(desk::Settings settings) : state(database, std::move(settings), texts(), log) {
    runtime::apply_settings(state, now);
    state.services.networks[irc] = {true, {true, true, 1000}};
}

chat::MessageReceived House::message(std::string_view who, std::string_view where,
                                     std::string_view text, std::string network) {
    chat::MessageReceived message;
    message.author = author(who);
    message.place =
        where.empty() ? direct(message.author.id, network) : room(std::string(where), network);
    message.text = text;
    message.mentions_us = !where.empty();
    return message;
}

std::vector<Said> House::say(std::string_view who, std::string_view where, std::string_view text) {
    return hear(message(who, where, text));
}

std::vector<Said> House::hear(chat::MessageReceived message) {
    ++events_;
    const std::string network = message.place.network;
    const std::string key = "m" + std::to_string(events_);
    if (message.remote_id.empty()) message.remote_id = "in-" + std::to_string(events_);
    const chat::Event event{key, now, {events_ * 0x9e3779b97f4a7c15ULL, events_}, message};
    storage::Database::Transaction transaction(database);
    runtime::handle_event(state, now, network, event);
    transaction.commit();
    return read();
}

std::vector<Said> House::pass(std::chrono::milliseconds span) {
    const chat::Time end = now + span;
    for (auto due = state.services.tables.timers.next_due(); due && *due <= end;
         due = state.services.tables.timers.next_due()) {
        now = std::max(now, *due);
        runtime::fire_timers(state, now);
    }
    now = end;
    return read();
}

std::vector<Said> House::sleep(std::chrono::milliseconds span) {
    now += span;
    runtime::fire_timers(state, now);
    return read();
}

std::vector<Said> House::read() {
    std::vector<storage::OutboxId> ids;
    {
        auto row = database.prepare("SELECT id FROM outbox WHERE id > ? ORDER BY id");
        row.bind(read_until_);
        while (row.step())
            ids.push_back(row.id<storage::OutboxId>("id"));
    }
    std::vector<Said> said;
    for (const auto id : ids) {
        const auto row = state.services.tables.outbox.find(id).value();
        said.push_back({row.place.is_direct ? row.place.id.substr(2) : row.place.id, row.body});
        read_until_ = id.value;
    }
    return said;
}

conversation::Turn House::turn(std::string_view who, std::string_view where,
                               std::string_view text) {
    const auto message = House::message(who, where, text);
    const auto id = person(who);
    auto& tables = state.services.tables;
    conversation::DeskBook::Found found{&state.services.desks.all().front(),
                                        conversation::RoomKind::direct};
    if (!where.empty()) found = state.services.desks.at(message.place);
    conversation::Turn turn{context(), *found.desk};
    turn.room = found.room;
    turn.person = tables.people.find(id).value();
    turn.identity = tables.people.find_identity(irc, message.author.id).value();
    turn.place = message.place;
    turn.language = conversation::language_of(turn.person, turn.desk);
    turn.text = text;
    return turn;
}

const conversation::Desk& House::desk(std::string_view name) const {
    return *state.services.desks.named(name);
}

storage::PersonId House::person(std::string_view who) {
    const chat::Author whom = author(who);
    auto& people = state.services.tables.people;
    const auto known = people.find_identity(irc, whom.id);
    if (known) return known->person;
    return people.add(irc, whom.id, whom.kind == chat::IdentityKind::guest, whom.name, now).person;
}

storage::Ticket House::ticket(std::int64_t number) {
    return state.services.tables.tickets.find(storage::TicketId{number}).value();
}

std::int64_t House::count(std::string_view kind) {
    auto row = database.prepare("SELECT count(*) AS n FROM interactions WHERE kind = ?");
    row.bind(kind).step();
    return row.integer("n");
}

void House::set_hours(std::string_view who, std::string_view hours) {
    const auto read = people::parse_hours(hours, "UTC");
    if (!read) throw std::invalid_argument("hours: " + std::string(hours));
    auto& volunteers = state.services.tables.volunteers;
    storage::Volunteer volunteer = volunteers.get(person(who));
    volunteer.person = person(who);
    volunteer.hours = people::to_text(*read);
    volunteers.put(volunteer);
    state.services.roster.forget();
}

std::vector<std::string> to(const std::vector<Said>& said, std::string_view place) {
    std::vector<std::string> texts;
    for (const Said& each : said) {
        if (each.place == place) texts.push_back(each.text);
    }
    return texts;
}

bool heard(const std::vector<Said>& said, std::string_view place, std::string_view words) {
    return std::ranges::any_of(
        said, [&](const Said& each) { return each.place == place && each.text.contains(words); });
}

} // namespace peerdesk::support
