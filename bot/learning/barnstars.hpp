// SPDX-License-Identifier: MIT
// `barnstar @person [for …]`: a public thank-you of the wikis for people who share, as a text and
// as wikitext to put on their page.
#pragma once

#include "bot/conversation/turn.hpp"

namespace peerdesk::learning {

void barnstar(conversation::Turn& turn, const conversation::Arguments& arguments);

} // namespace peerdesk::learning
