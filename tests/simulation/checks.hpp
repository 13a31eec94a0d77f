// SPDX-License-Identifier: MIT
// What must hold at the end of every simulation, read from the raw rows.
#pragma once

#include "tests/simulation/watch.hpp"

#include <string>
#include <vector>

namespace peerdesk::simulation {

using Problems = std::vector<std::string>;

/// Claims and releases of a ticket take turns, and its row says the same as its facts.
[[nodiscard]] Problems check_claims(storage::Database& database);
/// Nothing is owed any more; what somebody waits for was shown or failed with a reason; what is
/// held is held for somebody who cannot be reached.
[[nodiscard]] Problems check_outbox(storage::Database& database, const Networks& networks);
/// The desk's figures are those of a recount.
[[nodiscard]] Problems check_indicators(storage::Database& database);
/// Rows queued or being sent.
[[nodiscard]] std::int64_t count_owed(storage::Database& database);

} // namespace peerdesk::simulation
