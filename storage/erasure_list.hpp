// SPDX-License-Identifier: MIT
// Who was forgotten, kept in FILE.erasures beside the database, so that putting an older backup in
// place of FILE brings nobody back.
#pragma once

#include "storage/ids.hpp"

#include <filesystem>
#include <vector>

namespace peerdesk::storage {

struct Erasure {
    PersonId person;
    Time first_seen; ///< tells the person from a later one of the same number
    Time erased;
};

class ErasureList {
  public:
    explicit ErasureList(const std::filesystem::path& database_file);

    /// Adds entries and waits for the disk. Throws StorageUnavailable when that fails.
    void append(const std::vector<Erasure>& entries);
    /// In the order they were written; lines that are not whole are left out. Empty without a file.
    [[nodiscard]] std::vector<Erasure> read() const;

  private:
    std::filesystem::path path_;
};

} // namespace peerdesk::storage
