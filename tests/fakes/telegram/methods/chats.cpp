// SPDX-License-Identifier: MIT
// What the bot may know about itself and its chats.
#include "tests/fakes/telegram/membership.hpp"
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/refusal.hpp"

namespace peerdesk::telegram_fake {
namespace {

// Of a group, only those inside can ask.
Chat& own_group(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    if (chat.kind == ChatKind::person)
        throw bad_request("there are no administrators in the private chat");
    check_reachable(world, chat);
    return chat;
}

} // namespace

Json get_me(World& world, const Call&) {
    Json json = as_json(world.bot());
    json["can_join_groups"] = true;
    json["can_read_all_group_messages"] = world.settings.can_read_all_group_messages;
    json["supports_inline_queries"] = false;
    json["can_connect_to_business"] = false;
    json["has_main_web_app"] = false;
    json["has_topics_enabled"] = world.settings.has_topics_enabled;
    json["allows_users_to_create_topics"] = world.settings.has_topics_enabled;
    return json;
}

Json get_chat(World& world, const Call& call) {
    constexpr int reactions_max = 11;
    const Chat& chat = named_chat(world, call);
    const bool is_group = chat.kind != ChatKind::person;
    if (is_group) check_reachable(world, chat);
    Json json = chat.json;
    json["accent_color_id"] = 0;
    json["max_reaction_count"] = reactions_max;
    json["accepted_gift_types"] = {{"unlimited_gifts", false},
                                   {"limited_gifts", false},
                                   {"unique_gifts", false},
                                   {"premium_subscription", false},
                                   {"gifts_from_channels", false}};
    if (is_group) {
        json["permissions"] = {{"can_send_messages", true}, {"can_manage_topics", false}};
    }
    if (chat.is_protected) json["has_protected_content"] = true;
    return json;
}

Json get_chat_member(World& world, const Call& call) {
    const Chat& chat = named_chat(world, call);
    const std::int64_t user = call.integer("user_id");
    if (world.find_user(user) == nullptr) throw bad_request("PARTICIPANT_ID_INVALID");
    if (chat.kind != ChatKind::person) check_reachable(world, chat);
    return chat_member(world, chat, user);
}

Json get_chat_administrators(World& world, const Call& call) {
    const Chat& chat = own_group(world, call);
    Json list = Json::array();
    for (const auto& [user, member] : chat.members)
        if (member.is_admin()) list.push_back(as_chat_member(world, user, member));
    return list;
}

Json get_chat_member_count(World& world, const Call& call) {
    const Chat& chat = named_chat(world, call);
    if (chat.kind == ChatKind::person) return 2;
    check_reachable(world, chat);
    std::int64_t count = 0;
    for (const auto& [user, member] : chat.members)
        count += member.is_inside() ? 1 : 0;
    return count;
}

Json leave_chat(World& world, const Call& call) {
    Chat& chat = own_group(world, call);
    change_member(world, chat, world.bot_id(), {"left", Json::object()}, world.bot_id());
    return true;
}

Json pin_chat_message(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    check_reachable(world, chat);
    const Member* bot = chat.find_member(world.bot_id());
    if (chat.kind != ChatKind::person && !(bot != nullptr && bot->may("can_pin_messages")))
        throw bad_request("not enough rights to manage pinned messages in the chat");
    const Message* message = chat.find_message(call.integer("message_id"));
    if (message == nullptr) throw bad_request("message to pin not found");
    Draft draft;
    draft.from = world.bot_id();
    draft.is_service = true;
    draft.content = Json{{"pinned_message", as_replied(*message)}};
    announce(world, chat, post(world, chat, draft));
    return true;
}

} // namespace peerdesk::telegram_fake
