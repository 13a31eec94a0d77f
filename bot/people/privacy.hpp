// SPDX-License-Identifier: MIT
// `my data` and `forget me`.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::people {

using conversation::Arguments;
using conversation::Turn;

void my_data(Turn& turn, const Arguments& arguments);
/// Asks before it does.
void forget_me(Turn& turn, const Arguments& arguments);
/// After their yes: identities, names and words go; counts stay without them.
void forget_now(Turn& turn);

} // namespace peerdesk::people
