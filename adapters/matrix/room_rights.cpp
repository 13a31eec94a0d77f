// SPDX-License-Identifier: MIT
#include "adapters/matrix/room_rights.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace peerdesk::matrix {

RoomRights::RoomRights(const std::vector<RoomEvent>& state) {
    for (const RoomEvent& event : state) {
        if (!event.is_state) continue;
        if (std::holds_alternative<Create>(event.body)) create_ = &event;
        if (std::holds_alternative<Tombstone>(event.body)) tombstone_ = &event;
        if (const auto* levels = std::get_if<PowerLevels>(&event.body)) levels_ = levels;
    }
}

bool RoomRights::may_set_state(const std::string& user, const std::string& type) const {
    if (has_mighty_creators() && is_creator(user)) return true;
    if (levels_ == nullptr) {
        // Without any levels the creator alone may do what takes more than 0.
        return !has_mighty_creators() && is_creator(user);
    }
    const auto needed = levels_->events.find(type);
    const std::int64_t level_needed =
        needed == levels_->events.end() ? levels_->state_default : needed->second;
    const auto held = levels_->users.find(user);
    const std::int64_t level_held =
        held == levels_->users.end() ? levels_->users_default : held->second;
    return level_held >= level_needed;
}

std::string RoomRights::predecessor() const {
    return create_ == nullptr ? std::string{} : std::get<Create>(create_->body).predecessor;
}

bool RoomRights::is_creator(const std::string& user) const {
    if (create_ == nullptr) return false;
    if (create_->sender == user) return true;
    const auto& others = std::get<Create>(create_->body).additional_creators;
    return has_mighty_creators() && std::ranges::find(others, user) != others.end();
}

bool RoomRights::has_mighty_creators() const {
    if (create_ == nullptr) return false;
    const std::string& version = std::get<Create>(create_->body).version;
    int number = 0;
    const auto [end, error] =
        std::from_chars(version.data(), version.data() + version.size(), number);
    // Other names than numbers are unstable versions, whose rules nobody promised.
    return error == std::errc{} && end == version.data() + version.size() && number >= 12;
}

} // namespace peerdesk::matrix
