// SPDX-License-Identifier: MIT
#include "adapters/matrix/rooms.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/message_content.hpp"

#include <charconv>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view known_key = "known ";
constexpr std::string_view encrypted_key = "encrypted ";
/// What we are called ourselves: in a room people address us by it, and a server need not tell it
/// before we say something.
constexpr std::string_view our_name_key = "name";

std::string count_text(const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : "-";
}

std::optional<std::int64_t> read_count(std::string_view text) {
    std::int64_t count = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), count);
    if (result.ec != std::errc{}) return std::nullopt;
    return count;
}

std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
}

} // namespace

// A known room is stored as lines: how many are joined, how many are invited, then "j" or "i" and
// a user id for each of the others; "c" and who made it, "m" and whom we made it for, "e" once it
// has ended.
Rooms::Rooms(SessionContext& context) : context_(context) {
    for (const auto& [key, value] : context_.book.all_stored()) {
        if (key.starts_with(known_key)) load(key.substr(known_key.size()), value);
        if (key.starts_with(encrypted_key))
            at(key.substr(encrypted_key.size())).is_encrypted = true;
    }
}

void Rooms::load(const std::string& id, std::string_view value) {
    Room& room = at(id);
    room.is_joined = true;
    room.joined_count = read_count(next_line(value));
    room.invited_count = read_count(next_line(value));
    while (!value.empty()) {
        const std::string_view line = next_line(value);
        if (line.empty()) continue;
        const std::string rest{line.substr(1)};
        switch (line[0]) {
        case 'c':
            room.creator = rest;
            break;
        case 'm':
            room.made_for = rest;
            break;
        case 'e':
            room.is_ended = true;
            break;
        default:
            if (!rest.empty())
                room.others.emplace(rest, line[0] == 'j' ? Membership::join : Membership::invite);
        }
    }
}

Room& Rooms::at(const std::string& id) {
    const auto [at, is_new] = rooms_.try_emplace(id);
    if (is_new) at->second.id = id;
    return at->second;
}

Room* Rooms::find(std::string_view id) {
    const auto found = rooms_.find(std::string{id});
    return found == rooms_.end() ? nullptr : &found->second;
}

const Room* Rooms::find(std::string_view id) const {
    const auto found = rooms_.find(std::string{id});
    return found == rooms_.end() ? nullptr : &found->second;
}

bool Rooms::is_joined(std::string_view id) const {
    const Room* room = find(id);
    return room != nullptr && room->is_joined;
}

bool Rooms::learn(Room& room, const RoomEvent& event) {
    // Anybody can send what looks encrypted into a room of many: there its state alone counts.
    if (std::holds_alternative<Encrypted>(event.body) && room.configured.empty())
        learn_encrypted(room);
    if (!event.is_state) return false;
    if (const auto* member = std::get_if<Member>(&event.body)) {
        learn_member(room, event, *member);
    } else if (std::holds_alternative<Encryption>(event.body)) {
        learn_encrypted(room);
    } else if (std::holds_alternative<Tombstone>(event.body)) {
        room.is_tombstoned = true;
    } else if (const auto* create = std::get_if<Create>(&event.body)) {
        room.creator = event.sender;
        if (event.sender == context_.user) room.made_for = create->made_for;
    }
    return true;
}

void Rooms::learn_counts(Room& room, const JoinedRoom& joined) {
    if (joined.joined_count) room.joined_count = joined.joined_count;
    if (joined.invited_count) room.invited_count = joined.invited_count;
}

void Rooms::learn_member(Room& room, const RoomEvent& event, const Member& member) {
    const bool is_here =
        member.membership == Membership::join || member.membership == Membership::invite;
    note_name(event, member);
    if (member.user == context_.user || !room.configured.empty()) return;
    if (!is_here) {
        room.others.erase(member.user);
    } else if (room.others.size() < others_max || room.others.contains(member.user)) {
        room.others.insert_or_assign(member.user, member.membership);
    }
}

void Rooms::note_name(const RoomEvent& event, const Member& member) {
    // What others write into an invitation or a kick is not what somebody is called.
    const bool is_own = member.membership == Membership::join && event.sender == member.user;
    if (member.name.empty() || !is_own) return;
    if (member.user == context_.user) return context_.book.store(our_name_key, member.name);
    // What falls out comes back with the next message of that person.
    if (names_.size() >= names_max) names_.clear();
    names_.insert_or_assign(member.user, member.name);
}

void Rooms::learn_name(const RoomEvent& event) {
    if (const auto* member = std::get_if<Member>(&event.body)) note_name(event, *member);
}

void Rooms::learn_encrypted(Room& room) {
    room.is_encrypted = true;
    context_.book.store(std::string{encrypted_key} + room.id, "1");
}

void Rooms::enter(Room& room) {
    if (room.is_encrypted) learn_encrypted(room); // whatever the server tells of it now
    room.is_joined = true;
    room.is_fresh = false;
    room.others.clear();
    room.joined_count.reset();
    room.invited_count.reset();
}

void Rooms::enter_early(Room& room) {
    if (room.is_joined) return;
    enter(room);
    room.is_fresh = true;
}

void Rooms::leave(Room& room) {
    room.is_joined = false;
    room.is_fresh = false;
    room.others.clear();
    save(room);
    if (room.configured.empty()) context_.book.store(std::string{encrypted_key} + room.id, {});
}

void Rooms::forget_left() {
    context_.book.forget_if(encrypted_key, [this](std::string_view id, const std::string&) {
        const Room* room = find(id);
        return room == nullptr || (!room->is_joined && room->configured.empty());
    });
}

void Rooms::save(const Room& room) {
    std::string value;
    if (room.is_joined && !room.is_fresh) {
        value = room.configured.empty()
                    ? count_text(room.joined_count) + '\n' + count_text(room.invited_count) + '\n'
                    : "-\n-\n"; // its people come and go: not worth a row each time
        for (const auto& [user, membership] : room.others) {
            value += membership == Membership::join ? 'j' : 'i';
            value += user;
            value += '\n';
        }
        if (!room.creator.empty()) value += 'c' + room.creator + '\n';
        if (!room.made_for.empty()) value += 'm' + room.made_for + '\n';
        if (room.is_ended) value += "e\n";
    }
    context_.book.store(std::string{known_key} + room.id, std::move(value));
}

void Rooms::configure(const std::string& id, const std::string& folded) {
    for (auto& [other_id, room] : rooms_)
        if (room.configured == folded && other_id != id) room.configured.clear();
    Room& room = at(id);
    room.configured = folded;
    room.others.clear();
}

std::optional<std::string> Rooms::partner(const Room& room) const {
    if (!room.is_joined || room.is_ended || !room.configured.empty() || room.others.size() != 1)
        return std::nullopt;
    // The server leaves out people who said nothing; its count does not.
    if (is_crowd(room)) return std::nullopt;
    const std::string& other = room.others.begin()->first;
    const bool is_theirs_or_ours =
        room.creator.empty() || room.creator == context_.user || room.creator == other;
    if (!is_theirs_or_ours) return std::nullopt;
    return other;
}

bool Rooms::is_crowd(const Room& room) const {
    if (room.others.size() > 1) return true;
    return room.joined_count.value_or(0) + room.invited_count.value_or(0) > 2;
}

std::optional<chat::Place> Rooms::place_of(const Room& room) const {
    if (!room.is_joined) return std::nullopt;
    if (!room.configured.empty())
        return chat::Place{context_.config.network, chat::PlaceKind::room, room.configured};
    const auto other = partner(room);
    if (!other) return std::nullopt;
    return chat::Place{context_.config.network, chat::PlaceKind::direct, author_id_of(*other)};
}

std::string Rooms::name_of(const std::string& user) const {
    if (user == context_.user && !context_.book.stored(our_name_key).empty())
        return context_.book.stored(our_name_key);
    const auto found = names_.find(user);
    return found == names_.end() ? std::string{localpart(user)} : found->second;
}

} // namespace peerdesk::matrix
