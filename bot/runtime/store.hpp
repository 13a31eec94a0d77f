// SPDX-License-Identifier: MIT
// Opening the database as one of the program's commands: what is wrong becomes a Failure.
#pragma once

#include "bot/runtime/failure.hpp"
#include "storage/database.hpp"
#include "storage/file_lock.hpp"

#include <expected>
#include <filesystem>

namespace peerdesk::runtime {

/// The database for writing, with the lock that keeps a second writer away.
struct Store {
    storage::FileLock lock;
    storage::Database database;
};

/// Makes the folder (for the owner alone) if need be, takes the lock, opens and migrates.
[[nodiscard]] std::expected<Store, Failure> open_store(const std::filesystem::path& file);

[[nodiscard]] std::expected<storage::FileLock, Failure>
lock_store(const std::filesystem::path& file);

/// For reading beside a running writer.
[[nodiscard]] std::expected<storage::Database, Failure>
open_for_reading(const std::filesystem::path& file);

[[nodiscard]] Failure failure_of(const storage::OpenError& error,
                                 const std::filesystem::path& file);

} // namespace peerdesk::runtime
