// SPDX-License-Identifier: MIT
#include "bot/conversation/typed.hpp"

namespace peerdesk::conversation {

/// On other networks a slash belongs to the reader's own program.
std::string room_prefix(const Desk& desk, const chat::Capabilities& can) {
    return can.has_slash ? "/" : desk.settings.prefix;
}

std::string typed_at(const Services& services, const Desk& desk, const storage::StoredPlace& place,
                     std::string_view command) {
    if (place.is_direct) return std::string(command);
    return room_prefix(desk, services.capabilities(place.network)).append(command);
}

std::string typed_here(const Turn& turn, std::string_view command) {
    return typed_at(turn.services, turn.desk, stored(turn.place), command);
}

void add_prefix_hint(const Services& services, const Desk& desk, const storage::StoredPlace& place,
                     Lines& lines) {
    if (place.is_direct) return;
    lines.add("peerdesk-room-hint", {room_prefix(desk, services.capabilities(place.network))});
}

void add_prefix_hint(const Turn& turn, Lines& lines) {
    add_prefix_hint(turn.services, turn.desk, stored(turn.place), lines);
}

} // namespace peerdesk::conversation
