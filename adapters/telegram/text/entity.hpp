// SPDX-License-Identifier: MIT
// A piece of a text that Telegram marks as something: the type MessageEntity of the Bot API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace peerdesk::telegram {

/// In the order and with the names of the Bot API.
enum class EntityKind {
    mention,
    hashtag,
    cashtag,
    bot_command,
    url,
    email,
    phone_number,
    bold,
    italic,
    underline,
    strikethrough,
    spoiler,
    blockquote,
    expandable_blockquote,
    code,
    pre,
    text_link,    ///< `url`
    text_mention, ///< `user`
    custom_emoji,
    unknown, ///< one that came with a later version of the Bot API
};

struct Entity {
    EntityKind kind = EntityKind::unknown;
    std::size_t offset = 0; ///< in UTF-16 code units
    std::size_t length = 0; ///< in UTF-16 code units
    std::string url{};      ///< of `text_link`
    std::int64_t user = 0;  ///< of `text_mention`: whom it names
    std::string language{}; ///< of `pre`: what is written there, e.g. "python"; may be empty

    bool operator==(const Entity&) const = default;
};

} // namespace peerdesk::telegram
