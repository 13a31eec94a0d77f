// SPDX-License-Identifier: MIT
// Topics of a forum, as the bot changes them.
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/topics.hpp"
#include "tests/fakes/telegram/utf16.hpp"

namespace peerdesk::telegram_fake {
namespace {

constexpr std::size_t name_units_max = 128;

Chat& forum(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    check_reachable(world, chat);
    const bool is_open = chat.kind == ChatKind::person && world.settings.has_topics_enabled;
    if (is_open && !chat.is_forum) chat.is_forum = true;
    if (!chat.is_forum) throw bad_request("the chat is not a forum");
    return chat;
}

bool may_manage(World& world, const Chat& chat) {
    const Member* bot = chat.find_member(world.bot_id());
    return chat.kind == ChatKind::person || (bot != nullptr && bot->may("can_manage_topics"));
}

void check_rights(World& world, const Chat& chat, const char* what) {
    if (!may_manage(world, chat)) throw bad_request(std::string{"not enough rights to "} + what);
}

Topic& named_topic(Chat& chat, const Call& call) {
    Topic* topic = chat.find_topic(call.integer("message_thread_id"));
    if (topic == nullptr) throw bad_request("TOPIC_ID_INVALID");
    if (topic->is_deleted) throw bad_request("TOPIC_DELETED");
    return *topic;
}

Json set_closed(World& world, const Call& call, bool is_closed) {
    Chat& chat = forum(world, call);
    check_rights(world, chat, "close or reopen the topic");
    Topic& topic = named_topic(chat, call);
    if (topic.is_closed == is_closed) throw bad_request("TOPIC_NOT_MODIFIED");
    set_topic_closed(world, chat, topic, world.bot_id(), is_closed);
    return true;
}

Json set_general_closed(World& world, const Call& call, bool is_closed) {
    Chat& chat = forum(world, call);
    check_rights(world, chat, "close or reopen the topic");
    if (chat.is_general_closed == is_closed) throw bad_request("TOPIC_NOT_MODIFIED");
    chat.is_general_closed = is_closed;
    return true;
}

} // namespace

Json create_forum_topic(World& world, const Call& call) {
    Chat& chat = forum(world, call);
    check_rights(world, chat, "create a topic");
    NewTopic wanted;
    wanted.name = call.text("name");
    if (wanted.name.empty()) throw bad_request("TOPIC_TITLE_EMPTY");
    if (utf16_length(wanted.name) > name_units_max) throw bad_request("TOPIC_TITLE_TOO_LONG");
    wanted.icon_color = call.integer("icon_color", wanted.icon_color);
    wanted.icon_custom_emoji_id = call.text("icon_custom_emoji_id");
    count_sends(world, chat);
    const Topic& topic = create_topic(world, chat, world.bot_id(), wanted);
    Json json{
        {"message_thread_id", topic.id}, {"name", topic.name}, {"icon_color", topic.icon_color}};
    if (!topic.icon_custom_emoji_id.empty())
        json["icon_custom_emoji_id"] = topic.icon_custom_emoji_id;
    return json;
}

Json edit_forum_topic(World& world, const Call& call) {
    Chat& chat = forum(world, call);
    check_rights(world, chat, "edit the topic");
    Topic& topic = named_topic(chat, call);
    const std::string name = call.text("name");
    const bool has_icon = call.has("icon_custom_emoji_id");
    if (has_icon) topic.icon_custom_emoji_id = call.text("icon_custom_emoji_id");
    if (!has_icon && (name.empty() || name == topic.name)) throw bad_request("TOPIC_NOT_MODIFIED");
    if (utf16_length(name) > name_units_max) throw bad_request("TOPIC_TITLE_TOO_LONG");
    if (!name.empty()) rename_topic(world, chat, topic, world.bot_id(), name);
    return true;
}

Json close_forum_topic(World& world, const Call& call) {
    return set_closed(world, call, true);
}

Json reopen_forum_topic(World& world, const Call& call) {
    return set_closed(world, call, false);
}

Json delete_forum_topic(World& world, const Call& call) {
    Chat& chat = forum(world, call);
    const Member* bot = chat.find_member(world.bot_id());
    if (chat.kind != ChatKind::person && !(bot != nullptr && bot->may("can_delete_messages")))
        throw bad_request("not enough rights to delete the topic");
    delete_topic(chat, named_topic(chat, call));
    return true;
}

Json close_general_topic(World& world, const Call& call) {
    return set_general_closed(world, call, true);
}

Json reopen_general_topic(World& world, const Call& call) {
    return set_general_closed(world, call, false);
}

} // namespace peerdesk::telegram_fake
