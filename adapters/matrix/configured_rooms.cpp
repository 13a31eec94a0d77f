// SPDX-License-Identifier: MIT
#include "adapters/matrix/configured_rooms.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace peerdesk::matrix {
namespace {

/// Each removal doubles the wait before we come back.
constexpr std::chrono::hours rejoin_after_max{1};
constexpr std::string_view encrypted = "encrypted";

std::string room_key(const std::string& folded) {
    return "room " + folded;
}
std::string closed_key(const std::string& folded) {
    return "closed " + folded;
}

} // namespace

ConfiguredRooms::ConfiguredRooms(SessionContext& context, Rooms& rooms)
    : context_(context), rooms_(rooms) {
    for (const std::string& written : context_.config.rooms) {
        Entry entry{written, Retry{context_.config.back_off_min, context_.config.back_off_max,
                                   context_.random}};
        if (find(entry.folded) != nullptr) continue;
        entry.room = context_.book.stored(room_key(entry.folded));
        if (entry.room.empty() && is_room_id(written)) entry.room = written;
        if (!entry.room.empty()) {
            rooms_.configure(entry.room, entry.folded);
            const Room& room = rooms_.at(entry.room);
            if (room.is_encrypted) {
                entry.standing = Standing::closed;
                entry.reason = encrypted;
                entry.is_left = true;
                context_.find(FindingCode::room_encrypted, written);
            } else if (room.is_joined) {
                entry.standing = Standing::joined;
            }
        }
        entries_.push_back(std::move(entry));
    }
}

ConfiguredRooms::Entry* ConfiguredRooms::find(std::string_view folded) {
    const auto found = std::ranges::find(entries_, folded, &Entry::folded);
    return found == entries_.end() ? nullptr : &*found;
}

const ConfiguredRooms::Entry* ConfiguredRooms::find(std::string_view folded) const {
    const auto found = std::ranges::find(entries_, folded, &Entry::folded);
    return found == entries_.end() ? nullptr : &*found;
}

Destination ConfiguredRooms::destination(std::string_view folded) const {
    const Entry* entry = find(folded);
    if (entry == nullptr) return {Destination::Kind::absent, {}, "not configured"};
    switch (entry->standing) {
    case Standing::joined:
        return {Destination::Kind::ready, entry->room, {}};
    case Standing::closed:
        return {Destination::Kind::absent, {}, entry->reason};
    case Standing::unknown:
        break;
    }
    return {Destination::Kind::waits, {}, {}};
}

bool ConfiguredRooms::may_be_inside() const {
    return std::ranges::any_of(entries_, [](const Entry& entry) {
        return (entry.asked != 0 && entry.step != Step::look) || entry.is_answer_lost;
    });
}

bool ConfiguredRooms::has_unknown() const {
    return std::ranges::any_of(entries_, [](const Entry& entry) { return entry.room.empty(); });
}

void ConfiguredRooms::on_joined(const Room& room, net::Instant now) {
    Entry* entry = find(room.configured);
    if (entry == nullptr) return;
    if (room.is_encrypted) return on_encrypted(room, now);
    open(*entry, now);
}

void ConfiguredRooms::on_removed(const Room& room, bool is_ban, const std::string& reason,
                                 net::Instant now) {
    Entry* entry = find(room.configured);
    if (entry == nullptr || entry->asked != 0) return; // coming back already
    entry->is_left = is_ban;
    entry->retry.again_after(now.steady, entry->rejoin_after);
    entry->rejoin_after =
        std::min<std::chrono::milliseconds>(entry->rejoin_after * 2, rejoin_after_max);
    close(*entry, reason.empty() ? (is_ban ? "banned" : "removed") : reason, now);
}

void ConfiguredRooms::on_ended(const Room& room, net::Instant now) {
    Entry* entry = find(room.configured);
    if (entry == nullptr) return;
    entry->is_left = true; // the upgrade goes on trying by itself
    close(*entry, "ended", now);
}

void ConfiguredRooms::on_encrypted(const Room& room, net::Instant now) {
    Entry* entry = find(room.configured);
    if (entry == nullptr || entry->is_left) return;
    entry->is_left = true;
    context_.find(FindingCode::room_encrypted, entry->written);
    close(*entry, std::string{encrypted}, now);
}

void ConfiguredRooms::on_invited() {
    for (Entry& entry : entries_)
        if (entry.standing != Standing::joined && entry.reason != encrypted) {
            entry.is_left = false; // whoever was banned is so no more
            entry.retry.reset();
        }
}

void ConfiguredRooms::move(const std::string& folded, const std::string& new_room,
                           net::Instant now) {
    Entry* entry = find(folded);
    if (entry == nullptr) return;
    entry->is_left = false;
    settle(*entry, new_room, now);
    tell(*entry, chat::PlaceState::renewed, now);
}

void ConfiguredRooms::on_cannot_write(const std::string& folded, const std::string& words) {
    Entry* entry = find(folded);
    if (entry == nullptr || std::exchange(entry->is_finding_told, true)) return;
    context_.find(FindingCode::cannot_write, entry->written + ' ' + words);
}

void ConfiguredRooms::ask(net::Instant now) {
    for (Entry& entry : entries_) {
        if (entry.standing == Standing::joined || entry.is_left || entry.asked != 0) continue;
        if (!entry.retry.is_due(now.steady)) continue;
        if (entry.step == Step::look) {
            entry.asked = context_.ask(Asker::configured, "GET",
                                       client_path({"directory", "room", entry.written}), {});
            continue;
        }
        const std::string& name = entry.room.empty() ? entry.written : entry.room;
        const std::string_view verb = entry.step == Step::knock ? "knock" : "join";
        std::string target = client_path({verb, name});
        // A room id says nothing about where to find the room; the name's own server knows it.
        if (!entry.room.empty() && entry.step == Step::join)
            add_servers(target, {domain_of(entry.written)});
        entry.asked = context_.ask(Asker::configured, "POST", std::move(target), "{}");
    }
}

void ConfiguredRooms::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto found = std::ranges::find(entries_, id, &Entry::asked);
    if (found == entries_.end()) return;
    found->asked = 0;
    if (found->step == Step::look) return on_looked(*found, answer, now);
    on_asked(*found, answer, now);
}

/// Whoever takes over a name that nobody had any more would hear all that is said in the room.
void ConfiguredRooms::on_looked(Entry& entry, const Answer& answer, net::Instant now) {
    entry.step = Step::join;
    entry.retry.again(now.steady);
    const auto room = answer.is_ok() ? parse_text_member(answer.body, "room_id") : std::nullopt;
    if (!room || !is_room_id(*room) || *room == entry.room) return;
    if (std::exchange(entry.is_elsewhere_told, true)) return;
    context_.find(FindingCode::room_elsewhere, entry.written + ' ' + *room);
}

void ConfiguredRooms::on_asked(Entry& entry, const Answer& answer, net::Instant now) {
    const ErrorAnswer error = parse_error(answer.body);
    const Outcome outcome = outcome_of(answer, error);
    entry.is_answer_lost = outcome == Outcome::later;
    switch (outcome) {
    case Outcome::done: {
        const auto room = parse_text_member(answer.body, "room_id");
        entry.is_answer_lost = !room || !is_room_id(*room);
        if (entry.is_answer_lost) return entry.retry.again(now.steady);
        if (entry.step == Step::join) return settle(entry, *room, now);
        // Somebody must let us in; the join is tried now and then, and when we are invited.
        entry.step = Step::join;
        entry.room = *room;
        rooms_.configure(*room, entry.folded);
        context_.find(FindingCode::knocked, entry.written);
        close(entry, std::string{entry.reason}, now);
        return entry.retry.rarely(now.steady);
    }
    case Outcome::later:
        return entry.retry.again(now.steady);
    case Outcome::limited:
        return entry.retry.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::not_us:
        return;
    case Outcome::impossible:
        return on_refused(entry, answer, error, now);
    }
}

void ConfiguredRooms::on_refused(Entry& entry, const Answer& answer, const ErrorAnswer& error,
                                 net::Instant now) {
    const bool is_knock = entry.step == Step::knock;
    entry.step = Step::join;
    if (!is_knock) entry.reason = error.code + ' ' + error.words;
    if (!is_knock && answer.status == 403 && !std::exchange(entry.is_knocking, true)) {
        // The answer does not tell a room that lets people knock from one that does not.
        entry.step = Step::knock;
        return;
    }
    const bool is_gone = answer.status == 404 && !is_knock && !entry.room.empty();
    if (is_gone && is_room_alias(entry.written)) entry.step = Step::look;
    if (!std::exchange(entry.is_finding_told, true))
        context_.find(FindingCode::cannot_join, entry.written + ' ' + entry.reason);
    close(entry, std::string{entry.reason}, now);
    entry.retry.again(now.steady);
}

void ConfiguredRooms::settle(Entry& entry, const std::string& room, net::Instant now) {
    entry.room = room;
    settled_.push_back(room);
    rooms_.configure(room, entry.folded);
    context_.book.store(room_key(entry.folded), room);
    if (rooms_.at(room).is_encrypted) return on_encrypted(rooms_.at(room), now);
    open(entry, now);
}

void ConfiguredRooms::open(Entry& entry, net::Instant now) {
    if (entry.standing == Standing::joined) return;
    entry.standing = Standing::joined;
    entry.is_answer_lost = false;
    entry.step = Step::join;
    entry.is_knocking = false;
    entry.is_finding_told = false;
    entry.is_elsewhere_told = false;
    entry.is_left = false;
    entry.retry.reset();
    context_.find(FindingCode::joined, entry.written);
    if (context_.book.stored(closed_key(entry.folded)).empty()) return;
    context_.book.store(closed_key(entry.folded), {});
    tell(entry, chat::PlaceState::open, now);
}

void ConfiguredRooms::close(Entry& entry, const std::string& reason, net::Instant now) {
    const bool was_closed = entry.standing == Standing::closed;
    entry.standing = Standing::closed;
    entry.reason = reason;
    if (was_closed) return;
    context_.book.store(closed_key(entry.folded), "1");
    tell(entry, chat::PlaceState::closed, now);
}

void ConfiguredRooms::tell(const Entry& entry, chat::PlaceState state, net::Instant now) {
    chat::PlaceChanged change;
    change.place = {context_.config.network, chat::PlaceKind::room, entry.folded};
    change.state = state;
    if (state == chat::PlaceState::closed) change.reason = entry.reason;
    context_.book.emit(std::move(change), now.wall);
}

net::SteadyTime ConfiguredRooms::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    for (const Entry& entry : entries_)
        if (entry.standing != Standing::joined && !entry.is_left && entry.asked == 0)
            wake = std::min(wake, entry.retry.at());
    return wake;
}

} // namespace peerdesk::matrix
