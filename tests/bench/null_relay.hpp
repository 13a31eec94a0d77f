// SPDX-License-Identifier: MIT
// The least that passing on can cost: syncs, and sends each message on into the staff room.
#pragma once

#include "tests/bench/bare_client.hpp"

#include <string>
#include <thread>

namespace peerdesk::bench {

/// Works from its making to its end. The client is borrowed.
class NullRelay {
  public:
    NullRelay(BareClient& client, std::string staff);

  private:
    std::jthread thread_;
};

} // namespace peerdesk::bench
