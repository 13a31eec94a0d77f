// SPDX-License-Identifier: MIT
// Taking in what one sync brought: what we learn of rooms, and what people did in them, oldest
// first within each room. Where something was left out it is fetched first; all that time nothing
// of the adapter's state is committed, so a crash only repeats the answer.
#pragma once

#include "adapters/matrix/configured_rooms.hpp"
#include "adapters/matrix/direct_chats.hpp"
#include "adapters/matrix/gap_filler.hpp"
#include "adapters/matrix/inbound.hpp"
#include "adapters/matrix/invitations.hpp"
#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/matrix/upgrades.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::matrix {

/// The parts that a reading tells of what it finds.
struct ReadingPartners {
    SessionContext& context;
    Rooms& rooms;
    Inbound& inbound;
    ConfiguredRooms& configured;
    Invitations& invitations;
    DirectChats& directs;
    Upgrades& upgrades;
    GapFiller& gaps;
};

class SyncReading {
  public:
    explicit SyncReading(ReadingPartners partners) : with_(partners) {}

    /// @param since what the sync was asked with; empty: it is the first, and its history is none
    ///              of ours
    void begin(SyncAnswer answer, const std::string& since, net::Instant now);
    /// Takes in gaps that are filled.
    /// @return the number of the last batch, once, when everything is taken in
    [[nodiscard]] std::optional<std::uint64_t> go_on(net::Instant now);
    [[nodiscard]] bool is_reading() const { return is_reading_; }

  private:
    /// A room while its timeline is read.
    struct Part {
        JoinedRoom joined;
        bool is_new = false; ///< we got in since the last sync
    };
    void take_invited(const std::vector<InvitedRoom>& invitations, net::Instant now);
    void take_joined(JoinedRoom joined, net::Instant now);
    [[nodiscard]] bool wants_gap(const Part& part) const;
    void fill_gap(Part part);
    void read(Part part, std::vector<RoomEvent> gap, net::Instant now);
    void read_events(Room& room, std::vector<RoomEvent> events, std::size_t first_heard,
                     net::Instant now);
    [[nodiscard]] std::size_t first_heard(const Room& room,
                                          const std::vector<RoomEvent>& timeline) const;
    void read_event(Room& room, RoomEvent event, bool is_heard, net::Instant now);
    void on_member(const Room& room, const Member& member, net::Instant now);
    void settle(Room& room, bool is_new, net::Instant now);
    void take_left(LeftRoom left, net::Instant now);

    ReadingPartners with_;
    bool is_reading_ = false;
    bool is_first_ = false;
    std::string since_;
    std::uint64_t last_before_ = 0; ///< batch before the answer
    std::string next_batch_;
    std::map<std::string, Part> open_; ///< rooms whose gaps are being filled
};

} // namespace peerdesk::matrix
