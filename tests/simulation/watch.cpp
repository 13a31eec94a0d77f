// SPDX-License-Identifier: MIT
#include "tests/simulation/watch.hpp"

#include <algorithm>

namespace peerdesk::simulation {

bool Watch::is_staff_room(const chat::Place& place) const {
    return std::ranges::any_of(world_.settings.desks, [&](const desk::DeskSettings& desk) {
        return std::ranges::find(desk.staff_rooms, place) != desk.staff_rooms.end();
    });
}

void Watch::shown(const chat::Outbound& message, std::optional<std::size_t> human) {
    if (message.text.empty()) problems_.emplace_back("an empty message was sent");
    if (message.text.contains("peerdesk-")) {
        problems_.push_back("a key was sent instead of words: " + message.text);
    }
    for (const Marked& marked : markers_.in(message.text))
        check_secret(marked, message, human);
}

void Watch::check_secret(const Marked& marked, const chat::Outbound& message,
                         std::optional<std::size_t> human) {
    const bool is_for_staff =
        is_staff_room(message.place) || (human && world_.humans[*human].is_staff());
    const bool is_room = message.place.kind == chat::PlaceKind::room;
    const auto complain = [&](const char* what) {
        problems_.push_back(std::string(what) + " was shown in " + message.place.id + ": " +
                            message.text);
    };
    switch (marked.secret) {
    case Secret::room_question:
        return;
    case Secret::direct_question:
        if (!is_for_staff && human != marked.human) complain("a private question");
        return;
    case Secret::answer: {
        if (is_for_staff) return;
        const auto owner = owners_.find(marked.ticket);
        const bool is_theirs = owner != owners_.end() && human == owner->second;
        const bool is_their_room =
            is_room && owner != owners_.end() && spoke_in_.contains({owner->second, message.place});
        if (!is_theirs && !is_their_room) complain("somebody's answer");
        return;
    }
    case Secret::note:
        if (!is_for_staff) complain("a note");
        return;
    case Secret::staff_talk:
        complain("talk among responders");
        return;
    }
}

void Watch::find_owners(const Networks& networks) {
    auto rows = database_.prepare(
        "SELECT t.id, i.network, i.account, (SELECT m.body FROM ticket_messages m WHERE "
        "m.ticket_id = t.id ORDER BY m.id LIMIT 1) AS body FROM tickets t LEFT JOIN identities i "
        "ON i.person_id = t.asker_id WHERE t.id > ?1 ORDER BY t.id, i.id DESC");
    rows.bind(newest_ticket_);
    while (rows.step()) {
        const auto ticket = rows.integer("id");
        newest_ticket_ = ticket;
        const auto marked = markers_.in(rows.text("body"));
        if (!marked.empty()) {
            owners_[ticket] = marked.front().human;
            continue;
        }
        for (const auto& network : networks) {
            if (network->plan().name != rows.text("network")) continue;
            if (const auto human = network->human_of(rows.text("account"))) {
                owners_[ticket] = *human;
            }
        }
    }
}

bool Watch::is_kept(const std::string& word) {
    auto row = database_.prepare("SELECT EXISTS (SELECT 1 FROM ticket_messages WHERE instr(body, "
                                 "?1)) OR EXISTS (SELECT 1 FROM prompts WHERE instr(payload, ?1)) "
                                 "AS is_kept");
    row.bind(word);
    row.step();
    return row.integer("is_kept") != 0;
}

bool Watch::is_limited_or_blocked(const std::string& network, const std::string& account) {
    auto row = database_.prepare(
        "SELECT i.window_count, EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = i.person_id) "
        "AS is_blocked FROM identities i WHERE i.network = ?1 AND i.account = ?2");
    row.bind(network).bind(account);
    if (!row.step()) return true; // forgotten, at their wish
    const auto& desks = world_.settings.desks;
    return row.integer("is_blocked") != 0 ||
           row.integer("window_count") > desks.front().person_messages_max;
}

void Watch::check_kept(const chat::Batch& batch, const chat::MessageReceived& message) {
    if (message.place.kind != chat::PlaceKind::direct) return;
    const auto word = Markers::word_in(message.text);
    if (!word) return;
    const auto marked = markers_.in(message.text);
    if (marked.front().secret != Secret::direct_question || is_kept(*word)) return;
    if (is_limited_or_blocked(batch.network, message.author.id)) return;
    problems_.push_back("a question is lost: " + message.text + " (" + message.author.id + " on " +
                        batch.network + ")");
}

void Watch::committed(const std::vector<chat::Batch>& batches, const Networks& networks) {
    find_owners(networks);
    for (const chat::Batch& batch : batches) {
        for (const chat::Event& event : batch.events) {
            if (const auto* message = std::get_if<chat::MessageReceived>(&event.body)) {
                check_kept(batch, *message);
            }
        }
    }
}

} // namespace peerdesk::simulation
