// SPDX-License-Identifier: MIT
// A disk that cannot be written for a while: what was begun is rolled back.
#pragma once

#include "storage/database.hpp"

namespace peerdesk::simulation {

class CommitFault {
  public:
    explicit CommitFault(storage::Database& database) : database_(database) {
        database_.execute("PRAGMA query_only = ON");
    }
    CommitFault(const CommitFault&) = delete;
    CommitFault& operator=(const CommitFault&) = delete;
    ~CommitFault() { database_.execute("PRAGMA query_only = OFF"); }

  private:
    storage::Database& database_;
};

} // namespace peerdesk::simulation
