// SPDX-License-Identifier: MIT
// How messages and topics are named outside the adapter: a message's number counts only within its
// chat.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace peerdesk::telegram {

/// Of every forum; messages in it are not marked as a topic's.
inline constexpr std::int64_t general_topic = 1;

/// "a:12345": how an account is named, a person's or, where they speak as one, a chat's.
[[nodiscard]] inline std::string account_ref(std::int64_t id) {
    return "a:" + std::to_string(id);
}

/// The number of a person's account; nothing for what is none.
[[nodiscard]] inline std::optional<std::int64_t> user_in(std::string_view account) {
    constexpr std::string_view mark = "a:";
    if (!account.starts_with(mark)) return std::nullopt;
    account.remove_prefix(mark.size());
    std::int64_t user = 0;
    const char* const begin = account.data();
    const char* const end = begin + account.size();
    const auto [read, error] = std::from_chars(begin, end, user);
    if (error != std::errc{} || read != end || user <= 0) return std::nullopt;
    return user;
}

/// "-100123/45"
[[nodiscard]] inline std::string message_ref(std::int64_t chat, std::int64_t message) {
    return std::to_string(chat) + '/' + std::to_string(message);
}

/// "-100123/t45"
[[nodiscard]] inline std::string topic_ref(std::int64_t chat, std::int64_t topic) {
    return std::to_string(chat) + "/t" + std::to_string(topic);
}

} // namespace peerdesk::telegram
