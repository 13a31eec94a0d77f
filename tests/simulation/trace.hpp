// SPDX-License-Identifier: MIT
// What a simulation did, for somebody who looks for the reason of a failed seed.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "tests/simulation/faults.hpp"

#include <ostream>
#include <vector>

namespace peerdesk::simulation {

void trace_applied(std::ostream& out, chat::Time now, const std::vector<chat::Batch>& batches,
                   const std::vector<chat::Outbound>& sent);
void trace_fault(std::ostream& out, Fault fault);

} // namespace peerdesk::simulation
