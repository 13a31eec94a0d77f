// SPDX-License-Identifier: MIT
// `group`: affiliates and other groups, with named people behind what they offer and want.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// `group add NAME`: a coordinator names a group of the desk.
void add_group(Turn& turn, const Arguments& arguments);
/// `group join NAME`, `group leave NAME`: who stands behind its offers.
void join_group(Turn& turn, const Arguments& arguments);
void leave_group(Turn& turn, const Arguments& arguments);
/// `group list`
void list_groups(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::mentoring
