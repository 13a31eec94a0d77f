// SPDX-License-Identifier: MIT
// What the desk makes of replies, edits and removals.
#include "tests/simulation/watch.hpp"

#include <algorithm>

namespace peerdesk::simulation {

namespace {

std::vector<std::string> words_of(const chat::MessageReceived& message) {
    std::vector<std::string> words;
    if (auto word = Markers::word_in(message.text)) words.push_back(std::move(*word));
    for (const chat::Attachment& each : message.attachments) {
        if (auto word = Markers::word_in(each.name)) words.push_back(std::move(*word));
    }
    return words;
}

} // namespace

bool Watch::is_copy_of_question(std::int64_t outbox_id) {
    auto row = database_.prepare("SELECT 1 FROM outbox o JOIN ticket_messages m ON m.id = o.copy_of"
                                 " WHERE o.id = ? AND m.kind = 'question'");
    row.bind(outbox_id);
    return row.step();
}

void Watch::committed_acts(const chat::Batch& batch, const Networks& networks, Time now) {
    const auto& network = *std::ranges::find_if(
        networks, [&](const auto& each) { return each->plan().name == batch.network; });
    std::map<std::string, const chat::MessageEdited*> edits; ///< the last of each message
    std::vector<const chat::MessageReceived*> replies;
    bool is_renewed = false; ///< then nothing answers what stands in the old room
    for (const chat::Event& event : batch.events) {
        if (!seen_acts_.insert({batch.network, event.key}).second) continue;
        if (const auto* message = std::get_if<chat::MessageReceived>(&event.body)) {
            auto& written = written_[{batch.network, message->remote_id}];
            for (std::string& word : words_of(*message)) {
                if (written.words.insert(word).second) ++carriers_[word];
            }
            wrote_in_[message->place].push_back(now);
            if (!message->reply_to.empty() && !network->is_unsure(event.key)) {
                replies.push_back(message);
            }
        } else if (const auto* edited = std::get_if<chat::MessageEdited>(&event.body)) {
            edits[edited->remote_id] = edited;
            wrote_[{batch.network, edited->author.id}].push_back(now);
            auto& written = written_[{batch.network, edited->remote_id}];
            if (auto word = Markers::word_in(edited->text)) {
                if (written.words.insert(*word).second) ++carriers_[*word];
            }
        } else if (const auto* removed = std::get_if<chat::MessageRemoved>(&event.body)) {
            written_[{batch.network, removed->remote_id}].is_removed = true;
            edits.erase(removed->remote_id);
        } else if (const auto* change = std::get_if<chat::PlaceChanged>(&event.body)) {
            is_renewed = is_renewed || change->state == chat::PlaceState::renewed;
        } else if (const auto* reaction = std::get_if<chat::ReactionAdded>(&event.body)) {
            wrote_[{batch.network, reaction->author.id}].push_back(now);
        } else if (const auto* unreadable = std::get_if<chat::MessageUnreadable>(&event.body)) {
            wrote_[{batch.network, unreadable->author.id}].push_back(now);
        }
    }
    for (const auto& [id, edited] : edits)
        check_edit(*edited);
    for (const chat::MessageReceived* reply : replies) {
        if (!is_renewed) check_reply(*reply, now);
    }
}

/// A kept message reads as its author last wrote it.
void Watch::check_edit(const chat::MessageEdited& edited) {
    if (is_gone_or_blocked(edited.place.network, edited.author.id)) return;
    const auto word = Markers::word_in(edited.text);
    auto row = database_.prepare("SELECT body FROM ticket_messages WHERE network = ? AND"
                                 " remote_id = ? AND body IS NOT NULL ORDER BY id DESC LIMIT 1");
    row.bind(edited.place.network).bind(edited.remote_id);
    if (!row.step() || !word || row.text("body").contains(*word)) return;
    problems_.push_back("an edit was not taken: " + edited.text + " / " + row.text("body"));
}

/// An explicit reply to an asker's words is kept as an answer, or its author is told why not.
void Watch::check_reply(const chat::MessageReceived& message, Time now) {
    const auto marked = markers_.in(message.text);
    if (marked.empty() || marked.front().secret != Secret::answer) return;
    const auto asker = owners_.find(marked.front().ticket);
    if (asker != owners_.end() && asker->second == marked.front().human) return; // to themselves
    const std::string& network = message.place.network;
    if (is_over_rate(network, message.author.id, now)) return;
    if (is_gone_or_blocked(network, message.author.id)) return;
    const desk::DeskSettings& desk = world_.settings.desks.front();
    const auto in_room = std::ranges::count_if(wrote_in_[message.place], [&](Time at) {
        return std::chrono::abs(now - at) <= desk.rate_window;
    });
    if (in_room > desk.room_messages_max) return;
    auto kept = database_.prepare("SELECT id FROM ticket_messages WHERE network = ? AND remote_id"
                                  " = ? AND kind = 'answer'");
    kept.bind(network).bind(message.remote_id);
    if (kept.step()) {
        replies_.insert(kept.integer("id"));
        return;
    }
    auto told = database_.prepare("SELECT 1 FROM outbox WHERE network = ? AND target = ?");
    told.bind(network).bind(message.remote_id);
    if (told.step()) return;
    problems_.push_back("a reply to an asker came to nothing: " + message.text + " (" +
                        message.author.id + ")");
}

std::vector<std::string> Watch::find_unsent_replies() {
    std::vector<std::string> problems;
    for (const std::int64_t id : replies_) {
        auto row = database_.prepare(
            "SELECT o.id, o.state, o.reason, o.ticket_id, o.body IS NULL AS is_emptied FROM outbox"
            " o WHERE o.message_id = ? ORDER BY o.id LIMIT 1");
        row.bind(id);
        const std::string what = "the answer " + std::to_string(id);
        if (!row.step()) {
            problems.push_back(what + " was never owed to the asker");
            continue;
        }
        if (row.text("state") != "failed" || row.integer("is_emptied") != 0) continue;
        auto told = database_.prepare("SELECT 1 FROM outbox WHERE ticket_id = ? AND id > ? AND"
                                      " (body IS NULL OR body LIKE '%could not be delivered%')");
        told.bind(row.integer("ticket_id")).bind(row.integer("id"));
        if (!told.step()) problems.push_back(what + " failed and nobody was told");
    }
    return problems;
}

std::vector<std::string> Watch::find_removed_words() {
    std::vector<std::string> problems;
    for (const auto& [id, written] : written_) {
        if (!written.is_removed) continue;
        for (const std::string& word : written.words) {
            // Said elsewhere too, or by way of a question of ours, it is not only theirs.
            if (carriers_[word] > 1 || is_said_otherwise(word, id)) continue;
            const std::string where = where_kept(word);
            if (!where.empty()) problems.push_back("what was removed is kept: " + where);
        }
    }
    return problems;
}

bool Watch::is_said_otherwise(const std::string& word,
                              const std::pair<std::string, std::string>& id) {
    auto row = database_.prepare("SELECT 1 FROM ticket_messages WHERE instr(body, ?) AND NOT"
                                 " (network = ? AND remote_id = ?)");
    row.bind(word).bind(id.first).bind(id.second);
    return row.step();
}

/// Apart from our own notices that quote it, which end with the retention.
std::string Watch::where_kept(const std::string& word) {
    auto row = database_.prepare(
        "SELECT 'said: ' || body AS found FROM ticket_messages WHERE instr(body || html ||"
        " attachments, ?1) UNION ALL SELECT 'edit: ' || body FROM message_edits WHERE instr(body,"
        " ?1) UNION ALL SELECT 'event: ' || wire FROM inbox WHERE instr(wire, ?1) UNION ALL"
        " SELECT 'row ' || id || ': ' || body FROM outbox WHERE instr(body || html || attachment,"
        " ?1) AND (copy_of IS NOT NULL OR act <> 'say' OR voice = 'person')");
    row.bind(word);
    return row.step() ? row.text("found") : std::string{};
}

} // namespace peerdesk::simulation
