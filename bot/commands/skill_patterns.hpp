// SPDX-License-Identifier: MIT
// Words of patterns that belong to skills and what was learned.
#pragma once

#include "bot/commands/pattern.hpp"
#include "bot/commands/rest.hpp"

namespace peerdesk::commands {

/// "learned …" or "thanks for …" of somebody who never asked or met anybody is a first question, or
/// a slip.
[[nodiscard]] bool has_asked(const FitContext& context);

bool fill_skill(Rest& rest, Arguments& out, const FitContext& context);
bool fill_lookup(Rest& rest, Arguments& out, const FitContext& context);
bool fill_learning(Rest& rest, Arguments& out, const FitContext& context);
bool fill_filing(Rest& rest, Arguments& out, const FitContext& context);

} // namespace peerdesk::commands
