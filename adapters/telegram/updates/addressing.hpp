// SPDX-License-Identifier: MIT
// Whom a message in a group is for, by its entities: names within it prove nothing.
#pragma once

#include "adapters/telegram/text/formatted_text.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram {

/// Our bot, as the server calls it.
struct Us {
    std::int64_t id = 0;
    std::string username; ///< without "@"; may be empty
};

struct Addressed {
    FormattedText said; ///< without our name at its beginning or end, and behind a command
    bool mentions_us = false;
    bool is_for_another = false; ///< begins with a command for another bot
};

[[nodiscard]] Addressed addressed(FormattedText said, const Us& us);

} // namespace peerdesk::telegram
