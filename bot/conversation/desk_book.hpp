// SPDX-License-Identifier: MIT
// The desks of this process: which one a place or a name belongs to.
#pragma once

#include "bot/desk/settings.hpp"
#include "bot/text/zone.hpp"
#include "storage/ids.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace peerdesk::conversation {

enum class RoomKind { direct, public_room, staff, coordinators };

/// A configured desk with its row's id.
struct Desk {
    storage::DeskId id;
    desk::DeskSettings settings;
    text::Zone zone;
};

class DeskBook {
  public:
    DeskBook() = default;
    explicit DeskBook(std::vector<Desk> desks);

    struct Found {
        const Desk* desk = nullptr;
        RoomKind room = RoomKind::direct;
    };
    /// The desk a room belongs to; no desk when it is none of ours.
    [[nodiscard]] Found at(const chat::Place& room) const;
    [[nodiscard]] const Desk* with_id(storage::DeskId id) const;
    /// By name, without regard to case and accents.
    [[nodiscard]] const Desk* named(std::string_view name) const;
    [[nodiscard]] const std::vector<Desk>& all() const { return desks_; }

  private:
    std::vector<Desk> desks_;
};

} // namespace peerdesk::conversation
