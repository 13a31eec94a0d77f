// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/topics.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

void post_service(World& world, Chat& chat, std::int64_t by, std::int64_t topic, Json content) {
    Draft draft;
    draft.from = by;
    draft.topic = topic;
    draft.is_service = true;
    draft.reply_to = topic;
    draft.content = std::move(content);
    announce(world, chat, post(world, chat, draft));
}

} // namespace

Topic& create_topic(World& world, Chat& chat, std::int64_t by, const NewTopic& topic) {
    const std::int64_t id = chat.next_message_id();
    Topic made;
    made.id = id;
    made.name = topic.name;
    made.icon_color = topic.icon_color;
    made.icon_custom_emoji_id = topic.icon_custom_emoji_id;
    Topic& kept = chat.topics.insert_or_assign(id, std::move(made)).first->second;
    Json created{{"name", topic.name}, {"icon_color", topic.icon_color}};
    if (!topic.icon_custom_emoji_id.empty())
        created["icon_custom_emoji_id"] = topic.icon_custom_emoji_id;
    Draft draft;
    draft.from = by;
    draft.topic = id;
    draft.is_service = true;
    draft.content = Json{{"forum_topic_created", created}};
    announce(world, chat, post(world, chat, draft));
    return kept;
}

void rename_topic(World& world, Chat& chat, Topic& topic, std::int64_t by,
                  const std::string& name) {
    topic.name = name;
    post_service(world, chat, by, topic.id, {{"forum_topic_edited", {{"name", name}}}});
}

void set_topic_closed(World& world, Chat& chat, Topic& topic, std::int64_t by, bool is_closed) {
    topic.is_closed = is_closed;
    const char* what = is_closed ? "forum_topic_closed" : "forum_topic_reopened";
    post_service(world, chat, by, topic.id, {{what, Json::object()}});
}

void delete_topic(Chat& chat, Topic& topic) {
    topic.is_deleted = true;
    for (Message& message : chat.messages)
        if (message.json.value("message_thread_id", std::int64_t{0}) == topic.id)
            message.is_deleted = true;
}

} // namespace peerdesk::telegram_fake
