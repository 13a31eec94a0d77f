// SPDX-License-Identifier: MIT
// What one Matrix client has heard: the events of each room in their order, and invitations.
#pragma once

#include "tests/servers/matrix_event.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

using EventQuestion = std::function<bool(const MatrixEvent&)>;

struct Invitation {
    std::string room_id;
    std::string inviter;
    bool is_direct = false;
};

/// A room of which a sync left events out: those before `token`, back to what was heard.
struct Gap {
    std::string room_id;
    std::string token;
};

class MatrixHeard {
  public:
    /// Takes the answer of one sync of the user `self`; returns the rooms with a gap. Their new
    /// events wait until fill() is called for each of them.
    std::vector<Gap> take(const nlohmann::json& sync, const std::string& self);
    /// Closes a gap with events in their order and adds the new ones. What was heard is not added.
    void fill(const std::string& room_id, const std::vector<nlohmann::json>& missed);

    /// The next event of the room that fits, read from where the last one ended. Events before it
    /// are passed; with nothing found, all are.
    [[nodiscard]] std::optional<MatrixEvent> next(const std::string& room_id,
                                                  const EventQuestion& fits);
    /// The oldest invitation that was not taken yet.
    [[nodiscard]] std::optional<Invitation> next_invitation(std::string_view inviter);
    void pass_all(); ///< as if all of it had been returned

    [[nodiscard]] const std::vector<MatrixEvent>& in(const std::string& room_id);
    [[nodiscard]] std::string told() const; ///< for a failure: the latest of each room

  private:
    struct Room {
        std::vector<MatrixEvent> events;
        std::set<std::string> ids;           ///< of the events
        std::vector<nlohmann::json> waiting; ///< newer than the gap
        std::size_t passed = 0;
    };
    static void add(Room& room, const std::vector<nlohmann::json>& events);

    std::map<std::string, Room> rooms_;
    std::vector<Invitation> invitations_;
};

} // namespace peerdesk::servers
