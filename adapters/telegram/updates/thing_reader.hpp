// SPDX-License-Identifier: MIT
// What can come with a message and is no file: places, contacts, polls, dice, lists.
#pragma once

#include "adapters/chat/attachment.hpp"
#include "adapters/telegram/updates/json_view.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::telegram {

/// The location, venue, contact, poll or dice that a message's `field` holds, named as
/// AttachmentKind says; its `ref` is left empty. Nothing for any other field, and when it is not
/// what it should be.
[[nodiscard]] std::optional<chat::Attachment> read_thing(std::string_view field, JsonView value);

/// What a place is called and where it is, each on a line.
[[nodiscard]] std::string venue_words(JsonView venue);

/// The title and, each on a line with its box, the tasks. Empty when there is nothing to read.
[[nodiscard]] std::string checklist_words(JsonView checklist);

} // namespace peerdesk::telegram
