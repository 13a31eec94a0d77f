// SPDX-License-Identifier: MIT
// What all sending methods share: where to, whether the bot may, and what is said back.
#pragma once

#include "tests/fakes/telegram/call.hpp"
#include "tests/fakes/telegram/formatted_text.hpp"
#include "tests/fakes/telegram/posting.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram_fake {

/// The chat a parameter names by id or @username. Throws Refusal.
[[nodiscard]] Chat& named_chat(World& world, const Call& call, const char* name = "chat_id");

/// Throws Refusal when the bot cannot write there: blocked, kicked, migrated, deactivated.
void check_reachable(World& world, const Chat& chat);

/// Where a message goes: reachable chat, topic, reply, quote, keyboard. Throws Refusal.
[[nodiscard]] Draft draft_for(World& world, Chat& chat, const Call& call);

/// Counts against the flood limits; throws Refusal 429.
void count_sends(World& world, const Chat& chat, int count = 1);

/// Posts content as the bot where the call says. @return the Message
Json send(World& world, const Call& call, const Json& content);

/// The text of a message, complete with entities; `name` is the parameter, its entities are in
/// `entities_name`. Throws Refusal when it is empty or longer than `units_max`.
[[nodiscard]] FormattedText text_of(const Call& call, const char* name, const char* entities_name,
                                    std::size_t units_max);

/// Adds a caption, if the call has one.
void add_caption(const Call& call, Json& content);

/// Throws Refusal for a keyboard the real server would refuse.
void check_keyboard(const Json& markup);

} // namespace peerdesk::telegram_fake
