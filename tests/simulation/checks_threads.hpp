// SPDX-License-Identifier: MIT
// What must hold at the end on networks with threads: what people see there is what the rows say.
#pragma once

#include "tests/simulation/checks.hpp"

namespace peerdesk::simulation {

/// Cards show their tickets, copies read as their messages, joined lines were said, nothing was
/// sent as two messages or out of order, nobody without a role took a ticket.
[[nodiscard]] Problems check_threads(storage::Database& database, const World& world,
                                     const Networks& networks);

} // namespace peerdesk::simulation
