// SPDX-License-Identifier: MIT
// Files as JSON, as the desk keeps them with a message.
#pragma once

#include "adapters/chat/attachment.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::wire {

/// {"attachments":[…]}; no attachments are an empty text, and the other way round. What cannot be
/// read is none. Never throws.
[[nodiscard]] std::string encode_attachments(const std::vector<chat::Attachment>& attachments);
[[nodiscard]] std::vector<chat::Attachment> decode_attachments(std::string_view text);

} // namespace peerdesk::wire
