// SPDX-License-Identifier: MIT
// FILE.lock: one process at a time writes a database. Readers need no lock.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace peerdesk::storage {

struct LockProblem {
    enum class Kind { held, cannot_open };
    Kind kind = Kind::held;
    long held_by_pid = 0; ///< 0 when it is not known
    std::string detail;   ///< the system's words; no user-visible prose
};

/// Holds the lock until it goes away, however the process ends (flock(2)). The file itself stays:
/// removing it would let two processes lock two files of the same name.
class FileLock {
  public:
    /// Locks `database_file` + ".lock" without waiting, and writes our process id into it.
    [[nodiscard]] static std::expected<FileLock, LockProblem>
    acquire(const std::filesystem::path& database_file);

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

  private:
    explicit FileLock(int file) : file_(file) {}
    int file_ = -1;
};

} // namespace peerdesk::storage
