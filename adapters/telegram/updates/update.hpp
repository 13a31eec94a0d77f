// SPDX-License-Identifier: MIT
// What Telegram tells a bot, as far as we use it: the types of the Bot API as plain structs. What
// was missing in the bytes is empty or 0 here; texts are as they came, names too.
#pragma once

#include "adapters/chat/attachment.hpp"
#include "adapters/telegram/text/entity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peerdesk::telegram {

using Attachments = std::vector<chat::Attachment>;

struct User {
    std::int64_t id = 0;
    bool is_bot = false;
    std::string first_name;
    std::string last_name;
    std::string username;
    std::string language_code; ///< "en", "pt-br"; may be empty

    bool operator==(const User&) const = default;
};

enum class ChatKind { direct, group, supergroup, channel, unknown };

struct Chat {
    std::int64_t id = 0;
    ChatKind kind = ChatKind::unknown;
    std::string title;
    std::string username;
    bool is_forum = false;

    bool operator==(const Chat&) const = default;
};

struct RepliedTo {
    std::int64_t message = 0; ///< of the same chat
    bool is_topic_opening = false;

    bool operator==(const RepliedTo&) const = default;
};

/// What kind of thing a message is beside its text.
enum class MessageNature {
    said,   ///< somebody wrote or sent something
    notice, ///< the network tells what happened in the chat ("service message")
};

struct Message {
    Chat chat;
    std::int64_t id = 0;
    std::optional<User> from;
    std::optional<Chat> sender_chat; ///< whom it is sent on behalf of
    std::int64_t date = 0;           ///< seconds since 1970
    std::int64_t edit_date = 0;
    std::int64_t thread = 0; ///< of a topic, or of a chain of replies
    bool is_topic_message = false;
    std::optional<RepliedTo> reply_to;
    std::string quote; ///< the part of what it answers that was chosen by hand

    MessageNature nature = MessageNature::said;
    std::string text; ///< or the caption
    std::vector<Entity> entities;
    bool was_cut = false;
    Attachments attachments;
    std::string media_group;
    std::optional<std::int64_t> migrate_to;   ///< this group became that supergroup
    std::optional<std::int64_t> migrate_from; ///< this supergroup was that group

    bool operator==(const Message&) const = default;
};

struct EditedMessage {
    Message message;
    bool operator==(const EditedMessage&) const = default;
};

struct CallbackQuery {
    std::string id;
    User from;
    std::optional<Chat> chat; ///< none below what was sent by an inline query
    std::int64_t message = 0; ///< may be too old to be seen
    std::string data;

    bool operator==(const CallbackQuery&) const = default;
};

enum class Standing { owner, administrator, member, restricted, left, kicked, unknown };

/// What somebody is in a chat now.
struct Membership {
    Standing standing = Standing::unknown;
    std::int64_t user = 0;
    bool is_member = false; ///< is inside
    bool can_send = false;  ///< is inside and may write
    bool can_manage_topics = false;
    bool can_delete = false; ///< the messages of others
    bool operator==(const Membership&) const = default;
};

struct MyChatMember {
    Chat chat;
    std::int64_t date = 0;
    Membership now;
    bool operator==(const MyChatMember&) const = default;
};

struct ChatMember {
    Chat chat;
    std::int64_t date = 0;
    Membership now;
    bool operator==(const ChatMember&) const = default;
};

struct MessageReaction {
    Chat chat;
    std::int64_t message = 0;
    std::optional<User> user;
    std::optional<Chat> actor_chat; ///< who reacted, when it is no person
    std::int64_t date = 0;
    std::vector<std::string> added; ///< emoji, or words for what is none

    bool operator==(const MessageReaction&) const = default;
};

/// A kind of update we do not use or know.
struct Other {
    std::string kind; ///< the network's word; may be empty
    bool operator==(const Other&) const = default;
};

struct Update {
    std::int64_t id = 0;
    std::variant<Message, EditedMessage, CallbackQuery, MyChatMember, ChatMember, MessageReaction,
                 Other>
        body;

    bool operator==(const Update&) const = default;
};

/// Bytes in the place of an update that are none, to be put aside.
struct UnreadableUpdate {
    std::optional<std::int64_t> id; ///< where a look at the bytes finds it
    std::string raw;                ///< valid UTF-8; the beginning, when it is long
    std::string why;

    bool operator==(const UnreadableUpdate&) const = default;
};

} // namespace peerdesk::telegram
