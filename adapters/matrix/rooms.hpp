// SPDX-License-Identifier: MIT
// What we know of the rooms we are in: which of them are configured, which are direct chats and
// with whom, and which are encrypted. It outlives the process, since a server tells a room's state
// only once.
#pragma once

#include "adapters/chat/place.hpp"
#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/session_context.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace peerdesk::matrix {

struct Room {
    std::string id;
    std::string configured; ///< as `Place::id` has it; empty: not configured
    bool is_joined = false;
    bool is_encrypted = false; ///< once so, always so
    /// Who else is joined or invited, of a room that is not configured; at most `others_max`.
    std::map<std::string, Membership> others;
    std::optional<std::int64_t> joined_count; ///< as the server last counted, with us
    std::optional<std::int64_t> invited_count;
    bool is_fresh = false;         ///< we got in by a request; no sync told of it yet
    bool is_tombstoned = false;    ///< it says that it ended
    bool is_ended = false;         ///< its successor does not let us in
    std::string made_for;          ///< the person we made it for, if it was us
    std::string creator;           ///< whoever made it; empty: not told
    bool may_be_encrypted = false; ///< what says so is read once a gap before it is filled
};

class Rooms {
  public:
    static constexpr std::size_t others_max = 8;
    static constexpr std::size_t names_max = 20'000;

    explicit Rooms(SessionContext& context);

    /// Makes it known where it is not.
    Room& at(const std::string& id);
    [[nodiscard]] Room* find(std::string_view id);
    [[nodiscard]] const Room* find(std::string_view id) const;
    [[nodiscard]] bool is_joined(std::string_view id) const;

    /// Takes in an event of the room's state (or its like in a timeline). False when it is none.
    bool learn(Room& room, const RoomEvent& event);
    /// Only what people are called.
    void learn_name(const RoomEvent& event);
    void learn_counts(Room& room, const JoinedRoom& joined);
    /// We are in it now; what was known of others before is void.
    void enter(Room& room);
    /// We got in by a request; what a sync will tell of it is still to come.
    void enter_early(Room& room);
    /// We are no longer in it. What is stored of it goes, unless it is configured.
    void leave(Room& room);
    /// Stores nothing more of rooms that we left before; called once the configured ones are known.
    void forget_left();
    /// Stores what changed, so that the next start knows it.
    void save(const Room& room);
    /// From here on `id` is where the configured room is.
    void configure(const std::string& id, const std::string& folded);

    /// The other person of a direct chat; nothing when it is none (any more). A room that a third
    /// person made is none, whoever is in it now: they may read it from outside.
    [[nodiscard]] std::optional<std::string> partner(const Room& room) const;
    /// More people than a direct chat has.
    [[nodiscard]] bool is_crowd(const Room& room) const;
    [[nodiscard]] std::optional<chat::Place> place_of(const Room& room) const;
    /// What people call them; the localpart where the server told no name.
    [[nodiscard]] std::string name_of(const std::string& user) const;
    [[nodiscard]] const std::unordered_map<std::string, Room>& all() const { return rooms_; }

  private:
    void load(const std::string& id, std::string_view value);
    void learn_member(Room& room, const RoomEvent& event, const Member& member);
    void note_name(const RoomEvent& event, const Member& member);
    void learn_encrypted(Room& room);

    SessionContext& context_;
    std::unordered_map<std::string, Room> rooms_;
    std::unordered_map<std::string, std::string> names_;
};

} // namespace peerdesk::matrix
