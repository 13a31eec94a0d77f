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
    // Of what a person withdrew nothing is said any more; it is removed next.
    const bool may_be_empty =
        message.act == chat::Act::remove || message.voice == chat::Voice::person;
    if (message.text.empty() && !may_be_empty) problems_.emplace_back("an empty message was sent");
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

/// Many messages within one window: what comes without an open ticket need not be kept as one.
bool Watch::is_over_rate(const std::string& network, const std::string& account, Time now) {
    const desk::DeskSettings& desk = world_.settings.desks.front();
    const auto& wrote = wrote_[{network, account}];
    const auto recent = std::ranges::count_if(
        wrote, [&](Time at) { return std::chrono::abs(now - at) <= desk.rate_window; });
    return recent > desk.person_messages_max;
}

/// Who was blocked when a batch began may be unblocked later in it.
void Watch::remember_blocked() {
    blocked_before_.clear();
    auto rows = database_.prepare("SELECT i.network, i.account FROM blocks b JOIN identities i ON "
                                  "i.person_id = b.person_id ORDER BY i.id");
    while (rows.step())
        blocked_before_.insert({rows.text("network"), rows.text("account")});
}

bool Watch::is_gone_or_blocked(const std::string& network, const std::string& account) {
    if (blocked_before_.contains({network, account})) return true;
    auto row = database_.prepare(
        "SELECT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = i.person_id) AS is_blocked "
        "FROM identities i WHERE i.network = ?1 AND i.account = ?2");
    row.bind(network).bind(account);
    return !row.step() || row.integer("is_blocked") != 0;
}

void Watch::check_kept(const chat::Batch& batch, const chat::MessageReceived& message, Time now) {
    if (message.place.kind != chat::PlaceKind::direct) return;
    const auto word = Markers::word_in(message.text);
    if (!word) return;
    const auto marked = markers_.in(message.text);
    if (marked.front().secret != Secret::direct_question || is_kept(*word)) return;
    if (is_over_rate(batch.network, message.author.id, now)) return;
    if (is_gone_or_blocked(batch.network, message.author.id)) return;
    problems_.push_back("a question is lost: " + message.text + " (" + message.author.id + " on " +
                        batch.network + ")");
}

void Watch::committed(const std::vector<chat::Batch>& batches, const Networks& networks, Time now) {
    find_owners(networks);
    std::set<std::string> forgotten; ///< ids of those who asked to be forgotten just now
    std::vector<std::pair<const chat::Batch*, const chat::MessageReceived*>> fresh;
    for (const chat::Batch& batch : batches) {
        for (const chat::Event& event : batch.events) {
            const auto* message = std::get_if<chat::MessageReceived>(&event.body);
            if (message == nullptr) continue;
            if (!seen_events_.insert({batch.network, event.key}).second) continue;
            if (message->text == "forget me") forgotten.insert(message->author.id);
            wrote_[{batch.network, message->author.id}].push_back(now);
            fresh.emplace_back(&batch, message);
        }
    }
    for (const chat::Batch& batch : batches)
        committed_acts(batch, networks, now);
    for (const auto& [batch, message] : fresh) {
        const Written& written = written_[{batch->network, message->remote_id}];
        if (written.is_removed || written.words.size() > 1) continue; // changed since
        if (!forgotten.contains(message->author.id)) check_kept(*batch, *message, now);
    }
    remember_blocked();
}

} // namespace peerdesk::simulation
