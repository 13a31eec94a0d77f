// SPDX-License-Identifier: MIT
// `round open`, `round preview`, `round close` and `round`: coordinators bring a whole cohort
// together at one moment. One round is open at a desk at a time.
#pragma once

#include "bot/conversation/turn.hpp"
#include "storage/rounds.hpp"

#include <string>

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// `round open [mentors, exchange or coffee]`
void open_round(Turn& turn, const Arguments& arguments);
/// `round preview`: what it would give, in numbers alone. Nothing is kept.
void preview_round(Turn& turn, const Arguments& arguments);
/// `round close`: who joined is brought together. Its seed is kept, so the draw can be repeated.
void close_round(Turn& turn, const Arguments& arguments);
/// `round`: how it stands.
void show_round(Turn& turn, const Arguments& arguments);

/// The key of the line that says what a round of this kind is.
[[nodiscard]] std::string kind_key(storage::RoundKind kind);
[[nodiscard]] storage::RoundKind round_kind(std::string_view word);

} // namespace peerdesk::mentoring
