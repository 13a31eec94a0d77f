// SPDX-License-Identifier: MIT
// A chat with what it holds: members and their rights, topics, messages with their history.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::telegram_fake {

enum class ChatKind { person, group, supergroup, channel };

struct Message {
    std::int64_t id = 0;
    std::int64_t from = 0;
    Json json; ///< the type Message
    std::vector<Json> earlier;
    std::map<std::int64_t, Json> reactions; ///< by who reacted
    bool is_deleted = false;
    bool is_service = false;
};

/// Its id is the id of the message that created it.
struct Topic {
    std::int64_t id = 0;
    std::string name;
    std::int64_t icon_color = 0x6FB9F0;
    std::string icon_custom_emoji_id;
    bool is_closed = false;
    bool is_deleted = false;
};

struct Member {
    std::string status = "member"; ///< as in the type ChatMember
    Json rights = Json::object();  ///< of an administrator, only those given
    [[nodiscard]] bool is_inside() const;
    [[nodiscard]] bool is_admin() const;
    [[nodiscard]] bool may(const std::string& right) const;
};

struct Chat {
    static constexpr std::int64_t general_topic = 1;

    std::int64_t id = 0;
    ChatKind kind = ChatKind::person;
    std::string title;
    std::string username;
    std::string first_name; ///< of a person's chat
    std::string last_name;
    bool is_forum = false;
    bool is_general_closed = false;
    bool is_protected = false; ///< its content may not be passed on
    std::optional<std::int64_t> migrated_to;
    std::optional<std::int64_t> migrated_from;
    std::map<std::int64_t, Member> members;
    std::map<std::int64_t, Topic> topics;
    std::vector<Message> messages; ///< the one with id n at n - 1
    std::int64_t bot_spoke_last = 0;
    Json json; ///< the type Chat, see refresh

    [[nodiscard]] bool is_group() const {
        return kind == ChatKind::group || kind == ChatKind::supergroup;
    }
    [[nodiscard]] Message* find_message(std::int64_t message); ///< one that is not deleted
    [[nodiscard]] Topic* find_topic(std::int64_t topic);
    [[nodiscard]] const Member* find_member(std::int64_t user) const;
    [[nodiscard]] std::int64_t next_message_id() const;
    /// Makes `json` say what the other fields say; after every change of them.
    void refresh();
};

} // namespace peerdesk::telegram_fake
