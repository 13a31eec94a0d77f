// SPDX-License-Identifier: MIT
#include "adapters/matrix/state_reader.hpp"

#include "adapters/matrix/event_fields.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {
namespace {

using Body = decltype(RoomEvent::body);

constexpr std::size_t creators_max = 1'000;

constexpr std::pair<std::string_view, Membership> memberships[] = {
    {"invite", Membership::invite}, {"join", Membership::join},   {"leave", Membership::leave},
    {"ban", Membership::ban},       {"knock", Membership::knock},
};

Body read_member(JsonValue content, JsonValue state_key) {
    const auto* const membership = std::ranges::find(memberships, content["membership"].text(),
                                                     [](auto pair) { return pair.first; });
    Member member{.user = id_in(state_key)};
    if (membership == std::end(memberships) || !member.user.starts_with('@')) return OtherEvent{};
    member.membership = membership->second;
    member.name = line_in(content["displayname"], name_bytes_max);
    member.reason = line_in(content["reason"], reason_bytes_max);
    member.is_direct = content["is_direct"].is_true();
    return member;
}

Body read_create(JsonValue content) {
    Create create;
    create.version = id_in(content["room_version"]);
    if (create.version.empty()) create.version = "1";
    create.predecessor = id_in(content["predecessor"]["room_id"]);
    create.additional_creators = ids_in(content["additional_creators"], creators_max);
    create.made_for = id_in(content["org.peerdesk.for"]);
    return create;
}

std::map<std::string, std::int64_t> read_levels(JsonValue object) {
    std::map<std::string, std::int64_t> levels;
    if (!object.is_object()) return levels;
    for (const JsonValue member : object)
        if (const auto level = member.integer(); level && member.key().size() <= id_bytes_max)
            levels.insert_or_assign(std::string{member.key()}, *level);
    return levels;
}

Body read_power_levels(JsonValue content) {
    PowerLevels levels{.users = read_levels(content["users"]),
                       .events = read_levels(content["events"])};
    levels.users_default = content["users_default"].integer().value_or(levels.users_default);
    levels.events_default = content["events_default"].integer().value_or(levels.events_default);
    levels.state_default = content["state_default"].integer().value_or(levels.state_default);
    return levels;
}

Body read_tombstone(JsonValue content) {
    Tombstone tombstone{id_in(content["replacement_room"])};
    if (tombstone.replacement.empty()) return OtherEvent{};
    return tombstone;
}

} // namespace

Body read_state_body(JsonValue content, std::string_view type, JsonValue state_key) {
    if (type == "m.room.member") return read_member(content, state_key);
    // All others stand once in a room, under the empty key.
    if (!state_key.text().empty()) return OtherEvent{};
    if (type == "m.room.create") return read_create(content);
    if (type == "m.room.power_levels") return read_power_levels(content);
    if (type == "m.room.tombstone") return read_tombstone(content);
    // Once said, whatever it says: an algorithm we do not know is encryption too.
    if (type == "m.room.encryption") return Encryption{};
    return OtherEvent{};
}

} // namespace peerdesk::matrix
