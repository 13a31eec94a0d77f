// SPDX-License-Identifier: MIT
// `language es`: which language a person is answered in.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::people {

void language(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::people
