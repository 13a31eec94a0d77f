// SPDX-License-Identifier: MIT
// Which fields of a message say what it holds, and which only who sent it, how, or what happened in
// the chat: version 10.1 of the Bot API.
#pragma once

#include "adapters/telegram/updates/json_view.hpp"

#include <string_view>

namespace peerdesk::telegram {

struct MessageFields {
    std::string_view thing;   ///< that holds what was sent beside a text; empty: none
    std::string_view unknown; ///< the first of a later version; empty: none
    bool is_notice = false;   ///< the message tells what happened in the chat
};

/// The names live as long as the message.
[[nodiscard]] MessageFields sort_fields(JsonView message);

} // namespace peerdesk::telegram
