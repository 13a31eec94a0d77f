// SPDX-License-Identifier: MIT
#include "bot/conversation/desk_book.hpp"

#include "bot/text/fold.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::conversation {

namespace {

bool contains(const std::vector<chat::Place>& places, const chat::Place& place) {
    return std::ranges::find(places, place) != places.end();
}

} // namespace

DeskBook::DeskBook(std::vector<Desk> desks) : desks_(std::move(desks)) {}

DeskBook::Found DeskBook::at(const chat::Place& room) const {
    for (const Desk& desk : desks_) {
        if (contains(desk.settings.staff_rooms, room)) return {&desk, RoomKind::staff};
        if (contains(desk.settings.public_rooms, room)) return {&desk, RoomKind::public_room};
        if (contains(desk.settings.coordinator_rooms, room)) return {&desk, RoomKind::coordinators};
    }
    return {};
}

const Desk* DeskBook::with_id(storage::DeskId id) const {
    const auto found = std::ranges::find(desks_, id, &Desk::id);
    return found == desks_.end() ? nullptr : &*found;
}

const Desk* DeskBook::named(std::string_view name) const {
    const std::string folded = text::fold(name);
    for (const Desk& desk : desks_) {
        if (text::fold(desk.settings.name) == folded) return &desk;
    }
    return nullptr;
}

} // namespace peerdesk::conversation
