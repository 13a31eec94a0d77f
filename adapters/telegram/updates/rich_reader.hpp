// SPDX-License-Identifier: MIT
// A "rich" message (blocks of text, lists, tables, media) as plain text and attachments: what is
// said in it stays, how it is laid out does not.
#pragma once

#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/update.hpp"

#include <cstddef>
#include <string>

namespace peerdesk::telegram {

struct RichContent {
    std::string text; ///< blocks are lines
    bool was_cut = false;
    Attachments attachments;
};

[[nodiscard]] RichContent read_rich(JsonView rich_message, std::size_t bytes_max);

} // namespace peerdesk::telegram
