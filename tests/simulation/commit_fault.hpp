// SPDX-License-Identifier: MIT
// A disk that cannot be written for a while, or that is full: what was begun is rolled back.
#pragma once

#include "storage/database.hpp"

namespace peerdesk::simulation {

/// Nothing can be written at all: as if the process ended before its commit.
class WriteFault {
  public:
    explicit WriteFault(storage::Database& database) : database_(database) {
        database_.execute("PRAGMA query_only = ON");
    }
    WriteFault(const WriteFault&) = delete;
    WriteFault& operator=(const WriteFault&) = delete;
    ~WriteFault() { database_.execute("PRAGMA query_only = OFF"); }

  private:
    storage::Database& database_;
};

/// The file cannot grow: what needs a new page fails, sometimes late in a transaction.
class FullDisk {
  public:
    explicit FullDisk(storage::Database& database) : database_(database) {
        database_.execute("PRAGMA max_page_count = 1"); // never less than there are
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() { database_.execute("PRAGMA max_page_count = 1073741823"); }

  private:
    storage::Database& database_;
};

} // namespace peerdesk::simulation
