// SPDX-License-Identifier: MIT
// Which introduction a person means. Numbers of others' introductions are unknown to everybody
// else.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/mentoring/telling.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// The number a pattern read, which has no field of its own: it stands where tickets' numbers do.
[[nodiscard]] storage::IntroductionId typed_number(const Arguments& arguments);
[[nodiscard]] storage::IntroductionId read_number(std::string_view text);

/// This person's introduction of this number, in any state.
[[nodiscard]] std::optional<Introduction> find_own(Turn& turn, storage::IntroductionId id);
/// The newest of their open ones.
[[nodiscard]] std::optional<Introduction> newest_own(Turn& turn);

/// The one meant among those whose two people met or may meet: of this number, or the only one.
/// An unclear or unknown one is answered here.
[[nodiscard]] std::optional<Introduction> find_running(Turn& turn, storage::IntroductionId id);

} // namespace peerdesk::mentoring
