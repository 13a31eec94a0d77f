// SPDX-License-Identifier: MIT
// How a message comes into a chat, whoever writes it: its id, place, what it replies to, and
// whether our bot gets to see it.
#pragma once

#include "tests/fakes/telegram/world.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram_fake {

/// What is to be posted.
struct Draft {
    std::int64_t from = 0;
    std::int64_t topic = 0;    ///< 0: none, or the General one
    std::int64_t reply_to = 0; ///< a message of the same chat, 0: none
    Json quote;                ///< the type TextQuote, or null
    Json content;              ///< fields of the type Message: text, entities, photo, caption, ...
    Json reply_markup;         ///< an inline keyboard, or null
    bool is_service = false;
};

/// Adds the message; nothing is announced.
Message& post(World& world, Chat& chat, const Draft& draft);

/// Tells the bot of a message somebody else wrote, if it may see it.
void announce(World& world, Chat& chat, const Message& message,
              const std::string& kind = "message");

/// Whether our bot sees the message (privacy mode, membership).
[[nodiscard]] bool is_seen(World& world, const Chat& chat, const Message& message);

/// The message as it stands inside others: without what it replies to itself.
[[nodiscard]] Json as_replied(const Message& message);

/// The type TextQuote; throws Refusal when `quote` is no part of what the message says.
[[nodiscard]] Json quoted(const Message& message, const std::string& quote);

} // namespace peerdesk::telegram_fake
