// SPDX-License-Identifier: MIT
// What goes wrong with the database file beyond a single statement. Other SQLite errors are bugs.
#pragma once

#include <stdexcept>

namespace peerdesk::storage {

/// Thrown by statements when the disk is full or the file cannot be written or locked now. The
/// transaction is gone, the database as before it; the same work may be tried again later.
struct StorageUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
    bool is_full = false;
};

/// Thrown by statements that meet a damaged page. Nothing can be repaired in place: stop and say
/// that the newest backup is to be restored.
struct StorageDamaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace peerdesk::storage
