// SPDX-License-Identifier: MIT
// What people say about themselves for introductions: how many mentees at a time, where from; and
// the whole of it, shown to them.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// `mentees COUNT`: at a time; 0 takes no new ones.
void mentees(Turn& turn, const Arguments& arguments);
/// `region [TEXT]`: a region or community, if they choose to say; `region none` takes it back.
void region(Turn& turn, const Arguments& arguments);
/// `back`: no longer paused; whoever waits may be introduced.
void back(Turn& turn, const Arguments& arguments);
/// `offers`: what they offer and want, and what is known for an introduction.
void offers(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::mentoring
