// SPDX-License-Identifier: MIT
// After a circle of an exchange fell apart: those left of it and those without one are brought
// together anew. Circles that stand are never touched.
#pragma once

#include "bot/mentoring/tables.hpp"

namespace peerdesk::mentoring {

/// `gone`: by whom the last one ended; empty when by nobody who is left. Does nothing once the
/// round had as many repairs as it may have.
void repair_circles(Context& context, const Desk& desk, storage::RoundId round, PersonId gone);

} // namespace peerdesk::mentoring
