// SPDX-License-Identifier: MIT
// How messages and topics are named outside the adapter: a message's number counts only within its
// chat.
#pragma once

#include <cstdint>
#include <string>

namespace peerdesk::telegram {

/// Of every forum; messages in it are not marked as a topic's.
inline constexpr std::int64_t general_topic = 1;

/// "-100123/45"
[[nodiscard]] inline std::string message_ref(std::int64_t chat, std::int64_t message) {
    return std::to_string(chat) + '/' + std::to_string(message);
}

/// "-100123/t45"
[[nodiscard]] inline std::string topic_ref(std::int64_t chat, std::int64_t topic) {
    return std::to_string(chat) + "/t" + std::to_string(topic);
}

} // namespace peerdesk::telegram
