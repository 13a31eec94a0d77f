// SPDX-License-Identifier: MIT
// What the server marks by itself in plain text: commands, mentions, hashtags, links, addresses.
#pragma once

#include "tests/fakes/telegram/formatted_text.hpp"

namespace peerdesk::telegram_fake {

/// Adds them where no entity is yet; the list stays in order.
void add_found_entities(FormattedText& formatted);

} // namespace peerdesk::telegram_fake
