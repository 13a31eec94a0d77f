// SPDX-License-Identifier: MIT
#include "storage/threaded_rooms.hpp"

namespace peerdesk::storage {

bool ThreadedRooms::has(const StoredPlace& room) {
    auto row = database_.prepare("SELECT 1 FROM threaded_rooms WHERE network = ? AND place_id = ?");
    return row.bind(room.network).bind(room.id).step();
}

bool ThreadedRooms::set(const StoredPlace& room, bool has_threads) {
    const char* sql = has_threads ? "INSERT OR IGNORE INTO threaded_rooms (network, place_id)"
                                    " VALUES (?, ?)"
                                  : "DELETE FROM threaded_rooms WHERE network = ? AND place_id = ?";
    return database_.prepare(sql).bind(room.network).bind(room.id).run() > 0;
}

} // namespace peerdesk::storage
