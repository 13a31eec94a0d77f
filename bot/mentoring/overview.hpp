// SPDX-License-Identifier: MIT
// `introductions`, `why`, and for coordinators `mentors`: how things stand.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::mentoring {

using conversation::Arguments;
using conversation::Turn;

/// One's own introductions and requests that are open.
void introductions(Turn& turn, const Arguments& arguments);
/// `why [n]`: the reasons of the newest introduction, or of this one.
void why(Turn& turn, const Arguments& arguments);
/// Each mentor's share of suggestions and room left; by name, so that it is no ranking.
void mentors(Turn& turn, const Arguments& arguments);

} // namespace peerdesk::mentoring
