// SPDX-License-Identifier: MIT
// What a community came to, one figure a line.
#pragma once

#include "tests/simulation/community/town.hpp"

#include <chrono>
#include <ostream>

namespace peerdesk::community {

void print_report(std::ostream& out, Town& town, std::chrono::duration<double> took);

} // namespace peerdesk::community
