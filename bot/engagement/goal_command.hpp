// SPDX-License-Identifier: MIT
// `goal 10 people learn 1 skill by 2027-06-30`, `goals`, `goal remove N`, for coordinators.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::engagement {

/// Sets one more goal of the desk.
void set_goal(conversation::Turn& turn, const conversation::Arguments& arguments);
/// All goals with how far they are.
void list_goals(conversation::Turn& turn, const conversation::Arguments& arguments);
void remove_goal(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::engagement
