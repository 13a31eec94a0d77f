// SPDX-License-Identifier: MIT
// Updates as JSON text, with the parts a test does not care about filled in.
#pragma once

#include "adapters/telegram/updates/update_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace peerdesk::telegram {

inline constexpr std::string_view ana_json =
    R"({"id":5000000001,"is_bot":false,"first_name":"Ana","last_name":"Sá","username":"ana_s",)"
    R"("language_code":"pt-br"})";
inline constexpr std::string_view private_chat_json =
    R"({"id":5000000001,"type":"private","first_name":"Ana"})";
inline constexpr std::string_view forum_json =
    R"({"id":-1001000000001,"type":"supergroup","title":"Staff","is_forum":true})";
inline constexpr std::string_view group_json = R"({"id":-4000001,"type":"group","title":"Help"})";

/// An update of `kind` with id 7.
inline std::string update_json(std::string_view kind, std::string_view value) {
    return "{\"update_id\":7,\"" + std::string{kind} + "\":" + std::string{value} + '}';
}

/// Message 45 of 2024-01-01 00:00 UTC, by Ana.
/// @param fields what it holds, e.g. R"("text":"hi")"
inline std::string message_json(std::string_view fields,
                                std::string_view chat = private_chat_json) {
    return R"({"message_id":45,"date":1704067200,"chat":)" + std::string{chat} +
           ",\"from\":" + std::string{ana_json} + (fields.empty() ? "" : ",") +
           std::string{fields} + '}';
}

/// The update that these bytes must be.
inline Update update_of(std::string_view json) {
    auto read = read_update(json);
    const auto* unreadable = std::get_if<UnreadableUpdate>(&read);
    EXPECT_EQ(unreadable, nullptr) << (unreadable != nullptr ? unreadable->why : "") << json;
    return unreadable == nullptr ? std::get<Update>(std::move(read)) : Update{};
}

inline Update message_update(std::string_view fields, std::string_view chat = private_chat_json) {
    return update_of(update_json("message", message_json(fields, chat)));
}

inline Message message_of(std::string_view fields, std::string_view chat = private_chat_json) {
    Update update = message_update(fields, chat);
    auto* message = std::get_if<Message>(&update.body);
    EXPECT_NE(message, nullptr) << fields;
    return message == nullptr ? Message{} : std::move(*message);
}

} // namespace peerdesk::telegram
