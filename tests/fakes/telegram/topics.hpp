// SPDX-License-Identifier: MIT
// Forum topics, whoever changes them: each change is a service message of the topic.
#pragma once

#include "tests/fakes/telegram/posting.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram_fake {

struct NewTopic {
    std::string name;
    std::int64_t icon_color = 0x6FB9F0;
    std::string icon_custom_emoji_id;
};

/// Posts the message that creates it; its id is the topic's.
Topic& create_topic(World& world, Chat& chat, std::int64_t by, const NewTopic& topic);
void rename_topic(World& world, Chat& chat, Topic& topic, std::int64_t by, const std::string& name);
void set_topic_closed(World& world, Chat& chat, Topic& topic, std::int64_t by, bool is_closed);
/// With all its messages; bots are not told.
void delete_topic(Chat& chat, Topic& topic);

} // namespace peerdesk::telegram_fake
