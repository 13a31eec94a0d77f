// SPDX-License-Identifier: MIT
#include "storage/unreachable.hpp"

namespace peerdesk::storage {

bool Unreachable::add(const StoredPlace& place, Time now) {
    return database_
               .prepare("INSERT OR IGNORE INTO unreachable (network, account, since_ms)"
                        " VALUES (?, ?, ?)")
               .bind(place.network)
               .bind(place.id)
               .bind(now)
               .run() > 0;
}

bool Unreachable::remove(const StoredPlace& place) {
    return database_.prepare("DELETE FROM unreachable WHERE network = ? AND account = ?")
               .bind(place.network)
               .bind(place.id)
               .run() > 0;
}

} // namespace peerdesk::storage
