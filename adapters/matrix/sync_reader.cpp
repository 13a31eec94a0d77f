// SPDX-License-Identifier: MIT
#include "adapters/matrix/sync_reader.hpp"

#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/event_fields.hpp"
#include "adapters/matrix/event_reader.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace peerdesk::matrix {
namespace {

constexpr int sync_depth = 6;     ///< {rooms {join {"!id" {timeline {events […
constexpr int messages_depth = 2; ///< {chunk […
constexpr int state_depth = 1;
/// Tokens are the server's own; ours grow to some hundred bytes.
constexpr std::size_t token_bytes_max = 65'536;

std::string token_in(JsonValue value) {
    return value.text().size() <= token_bytes_max ? std::string{value.text()} : std::string{};
}

/// Reads lists of events and counts what were none.
class EventLists {
  public:
    std::vector<RoomEvent> read(JsonValue list, bool is_stripped = false) {
        std::vector<RoomEvent> events;
        if (!list.is_array()) return events;
        for (const JsonValue item : list) {
            std::optional<RoomEvent> event;
            if (item.kind() == JsonKind::unread) event = reader_.read(item.raw(), is_stripped);
            if (event)
                events.push_back(std::move(*event));
            else
                ++dropped_;
        }
        return events;
    }

    void drop() { ++dropped_; }
    [[nodiscard]] std::size_t dropped() const { return dropped_; }

  private:
    EventReader reader_;
    std::size_t dropped_ = 0;
};

std::optional<std::int64_t> member_count(JsonValue value) {
    if (value.kind() != JsonKind::number) return std::nullopt;
    return count_in(value);
}

JoinedRoom read_joined(JsonValue room, EventLists& lists) {
    const JsonValue timeline = room["timeline"];
    return {.id = {},
            .joined_count = member_count(room["summary"]["m.joined_member_count"]),
            .invited_count = member_count(room["summary"]["m.invited_member_count"]),
            .state = lists.read(room["state"]["events"]),
            .timeline = lists.read(timeline["events"]),
            .is_limited = timeline["limited"].is_true(),
            .prev_batch = token_in(timeline["prev_batch"])};
}

InvitedRoom read_invited(JsonValue room, EventLists& lists) {
    return {.id = {}, .state = lists.read(room["invite_state"]["events"], true)};
}

LeftRoom read_left(JsonValue room, EventLists& lists) {
    return {.id = {}, .timeline = lists.read(room["timeline"]["events"])};
}

/// The rooms of one kind. Of a room that is named twice the last counts, as within any object.
template <class Room>
std::vector<Room> read_rooms(JsonValue rooms, EventLists& lists,
                             Room (*read_room)(JsonValue, EventLists&)) {
    std::vector<Room> result;
    if (!rooms.is_object()) return result;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const JsonValue member : rooms) {
        if (member.key().empty() || member.key().size() > id_bytes_max || !member.is_object()) {
            lists.drop();
            continue;
        }
        Room room = read_room(member, lists);
        room.id = std::string{member.key()};
        const auto [place, is_new] = places.try_emplace(member.key(), result.size());
        if (is_new)
            result.push_back(std::move(room));
        else
            result[place->second] = std::move(room);
    }
    return result;
}

std::optional<DirectRooms> find_direct(JsonValue account_data) {
    std::optional<DirectRooms> direct;
    if (!account_data["events"].is_array()) return direct;
    for (const JsonValue event : account_data["events"])
        if (event["type"].text() == "m.direct" && event["content"].is_object())
            direct = read_direct(event["content"]);
    return direct;
}

} // namespace

AnswerDocument::AnswerDocument(std::string_view bytes, int depth) {
    if (!is_valid_utf8(bytes)) {
        repaired_ = repaired_utf8(bytes);
        bytes = repaired_;
    }
    // Where it is no JSON there is no root, and whoever asks for it finds out.
    (void)document_.read(bytes, depth);
}

DirectRooms read_direct(JsonValue content) {
    constexpr std::size_t rooms_max = 10'000;
    DirectRooms direct;
    if (!content.is_object()) return direct;
    for (const JsonValue member : content)
        if (!member.key().empty() && member.key().size() <= id_bytes_max && member.is_array())
            direct.insert_or_assign(std::string{member.key()}, ids_in(member, rooms_max));
    return direct;
}

std::optional<SyncAnswer> read_sync(std::string_view bytes) {
    const AnswerDocument document(bytes, sync_depth);
    const JsonValue root = document.root();
    SyncAnswer answer{.next_batch = token_in(root["next_batch"])};
    if (answer.next_batch.empty()) return std::nullopt;
    EventLists lists;
    const JsonValue rooms = root["rooms"];
    answer.joined = read_rooms(rooms["join"], lists, read_joined);
    answer.invited = read_rooms(rooms["invite"], lists, read_invited);
    answer.left = read_rooms(rooms["leave"], lists, read_left);
    answer.direct = find_direct(root["account_data"]);
    answer.dropped = lists.dropped();
    return answer;
}

std::optional<MessagePage> read_messages(std::string_view bytes) {
    const AnswerDocument document(bytes, messages_depth);
    const JsonValue chunk = document.root()["chunk"];
    if (!chunk.is_array()) return std::nullopt;
    EventLists lists;
    MessagePage page{.events = lists.read(chunk),
                     .members = lists.read(document.root()["state"]),
                     .end = token_in(document.root()["end"])};
    page.dropped = lists.dropped();
    return page;
}

std::optional<std::vector<RoomEvent>> read_state(std::string_view bytes) {
    const AnswerDocument document(bytes, state_depth);
    if (!document.root().is_array()) return std::nullopt;
    EventLists lists;
    return lists.read(document.root());
}

} // namespace peerdesk::matrix
