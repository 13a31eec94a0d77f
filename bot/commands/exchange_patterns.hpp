// SPDX-License-Identifier: MIT
// Words of patterns that belong to the exchange: languages with levels, skills in own words,
// introductions.
#pragma once

#include "bot/commands/pattern.hpp"
#include "bot/commands/rest.hpp"

namespace peerdesk::commands {

bool fill_locales(Rest& rest, Arguments& out, const FitContext& context);
bool fill_topic(Rest& rest, Arguments& out, const FitContext& context);
bool fill_name(Rest& rest, Arguments& out, const FitContext& context);
bool fill_introduction(Rest& rest, Arguments& out, const FitContext& context);
bool fill_holiday(Rest& rest, Arguments& out, const FitContext& context);
bool fill_pair(Rest& rest, Arguments& out, const FitContext& context);
bool fill_open_pair(Rest& rest, Arguments& out, const FitContext& context);
bool fill_round(Rest& rest, Arguments& out, const FitContext& context);

} // namespace peerdesk::commands
