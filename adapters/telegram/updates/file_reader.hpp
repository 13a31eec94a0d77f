// SPDX-License-Identifier: MIT
// Files that came with a message, as attachments whose `ref` is "<kind>:<file id>": the kinds of
// file are the Bot API's, and the id is what a message of ours may name to send the file again.
#pragma once

#include "adapters/chat/attachment.hpp"
#include "adapters/telegram/updates/json_view.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::telegram {

/// The file that `field` of a message (or of a block, or of paid media) holds; of a photo the
/// largest size. Nothing when it holds none.
[[nodiscard]] std::optional<chat::Attachment> read_file(std::string_view field, JsonView holder);

} // namespace peerdesk::telegram
