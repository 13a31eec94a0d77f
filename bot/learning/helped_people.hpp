// SPDX-License-Identifier: MIT
// Who may be named in a word about helping: those of the desk's staff, and those somebody was
// introduced to. Nobody else, or a command would tell who has been here.
#pragma once

#include "bot/conversation/turn.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::learning {

/// Somebody who may have learned from the person of this turn: anybody for the staff, a mentee for
/// a mentor. An unknown name is answered here.
[[nodiscard]] std::optional<storage::Person> find_learner(conversation::Turn& turn,
                                                          std::string_view name);
/// Somebody who may have helped the person of this turn: the staff, or a mentor of theirs.
[[nodiscard]] std::optional<storage::Person> find_helper(conversation::Turn& turn,
                                                         std::string_view name);

} // namespace peerdesk::learning
