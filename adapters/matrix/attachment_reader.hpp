// SPDX-License-Identifier: MIT
// Files in messages: images, films, sounds, stickers and all others.
#pragma once

#include "adapters/chat/attachment.hpp"
#include "adapters/matrix/json_document.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::matrix {

/// Nothing when the content names no file we could show again; an encrypted one is none.
/// @param msgtype or "m.sticker"
[[nodiscard]] std::optional<chat::Attachment> read_attachment(JsonValue content,
                                                              std::string_view msgtype);

/// Whether `body` says something beside the file's name (client-server API, "Media captions").
[[nodiscard]] bool has_caption(JsonValue content);

} // namespace peerdesk::matrix
