// SPDX-License-Identifier: MIT
// Who is in a chat with which rights, and what the bot is told when that changes.
#pragma once

#include "tests/fakes/telegram/world.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram_fake {

/// The type ChatMember for a user of a group.
[[nodiscard]] Json as_chat_member(World& world, std::int64_t user, const Member& member);
/// In a private chat the two of it are plain members.
[[nodiscard]] Json chat_member(World& world, const Chat& chat, std::int64_t user);

/// Sets it and tells the bot: of itself as my_chat_member, of others as chat_member (to
/// administrators only).
void change_member(World& world, Chat& chat, std::int64_t user, Member member, std::int64_t by);

/// The person blocks or unblocks our bot.
void change_block(World& world, std::int64_t user, bool is_blocked);

} // namespace peerdesk::telegram_fake
