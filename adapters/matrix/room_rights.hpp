// SPDX-License-Identifier: MIT
// Who may do what in a room, read from its whole current state.
#pragma once

#include "adapters/matrix/room_event.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

class RoomRights {
  public:
    /// @param state as GET /rooms/{id}/state tells it; borrowed
    explicit RoomRights(const std::vector<RoomEvent>& state);

    /// Whether `user` may set state of `type`. In room version 12 and later creators can do
    /// everything and are not listed (MSC4289); before, levels decide, and where none were ever
    /// set the creator has 100 and everybody else 0.
    [[nodiscard]] bool may_set_state(const std::string& user, const std::string& type) const;
    /// The room this one says it continues; empty: none.
    [[nodiscard]] std::string predecessor() const;
    /// The event that ended the room.
    [[nodiscard]] const RoomEvent* tombstone() const { return tombstone_; }

  private:
    [[nodiscard]] bool is_creator(const std::string& user) const;
    [[nodiscard]] bool has_mighty_creators() const;

    const RoomEvent* create_ = nullptr;
    const RoomEvent* tombstone_ = nullptr;
    const PowerLevels* levels_ = nullptr;
};

} // namespace peerdesk::matrix
