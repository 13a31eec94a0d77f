// SPDX-License-Identifier: MIT
// The methods the model acts out, and the table that finds them.
#pragma once

#include "tests/fakes/telegram/call.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <cstddef>

namespace peerdesk::telegram_fake {

inline constexpr std::size_t text_units_max = 4096;

/// Gives the result of a call, or throws Refusal.
using Handler = Json (*)(World&, const Call&);

/// nullptr for a method that exists and is not acted out.
[[nodiscard]] Handler handler_of(const Method& method);

Json send_message(World& world, const Call& call);
Json send_location(World& world, const Call& call);
Json send_venue(World& world, const Call& call);
Json send_contact(World& world, const Call& call);
Json send_poll(World& world, const Call& call);
Json send_dice(World& world, const Call& call);
Json send_chat_action(World& world, const Call& call);

Json send_file(World& world, const Call& call); ///< sendPhoto, sendDocument and the others
Json send_media_group(World& world, const Call& call);
Json get_file(World& world, const Call& call);

Json copy_message(World& world, const Call& call);
Json copy_messages(World& world, const Call& call);
Json forward_message(World& world, const Call& call);
Json forward_messages(World& world, const Call& call);

Json edit_text(World& world, const Call& call);
Json edit_caption(World& world, const Call& call);
Json edit_media(World& world, const Call& call);
Json edit_keyboard(World& world, const Call& call);
Json delete_message(World& world, const Call& call);
Json delete_messages(World& world, const Call& call);
Json stop_poll(World& world, const Call& call);

Json create_forum_topic(World& world, const Call& call);
Json edit_forum_topic(World& world, const Call& call);
Json close_forum_topic(World& world, const Call& call);
Json reopen_forum_topic(World& world, const Call& call);
Json delete_forum_topic(World& world, const Call& call);
Json close_general_topic(World& world, const Call& call);
Json reopen_general_topic(World& world, const Call& call);

Json answer_callback_query(World& world, const Call& call);
Json set_message_reaction(World& world, const Call& call);

Json get_me(World& world, const Call& call);
Json get_chat(World& world, const Call& call);
Json get_chat_member(World& world, const Call& call);
Json get_chat_administrators(World& world, const Call& call);
Json get_chat_member_count(World& world, const Call& call);
Json leave_chat(World& world, const Call& call);
Json pin_chat_message(World& world, const Call& call);

Json set_my_commands(World& world, const Call& call);
Json get_my_commands(World& world, const Call& call);
Json delete_my_commands(World& world, const Call& call);

Json set_webhook(World& world, const Call& call);
Json delete_webhook(World& world, const Call& call);
Json get_webhook_info(World& world, const Call& call);

} // namespace peerdesk::telegram_fake
