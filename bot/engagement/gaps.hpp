// SPDX-License-Identifier: MIT
// What a fact shows to be missing, noted when it happens, so that a past week's gaps stay as they
// were: nobody around, nobody who speaks the language, nobody who offers the skill.
#pragma once

#include "bot/engagement/record.hpp"

namespace peerdesk::engagement {

/// Adds `uncovered` and `unspoken` for a question, `unoffered` for a wanted skill, by the program.
void note_gaps(Context& context, const Desk& desk, const Fact& fact);

} // namespace peerdesk::engagement
