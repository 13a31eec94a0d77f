// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/posting.hpp"

#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/utf16.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

// In a supergroup without topics a reply belongs to the thread of the first message replied to.
// The id looks like a topic's and cannot be sent to.
std::int64_t reply_thread(const Message& replied) {
    return replied.json.value("message_thread_id", replied.id);
}

void add_place(Chat& chat, const Draft& draft, Json& json) {
    const Topic* topic = draft.topic > Chat::general_topic ? chat.find_topic(draft.topic) : nullptr;
    Message* replied = draft.reply_to != 0 ? chat.find_message(draft.reply_to) : nullptr;
    if (topic != nullptr) {
        json["message_thread_id"] = topic->id;
        json["is_topic_message"] = true;
        // Whoever writes plainly into a topic replies to the message that created it.
        if (replied == nullptr && !draft.is_service) replied = chat.find_message(topic->id);
    } else if (replied != nullptr && chat.kind == ChatKind::supergroup && !chat.is_forum) {
        json["message_thread_id"] = reply_thread(*replied);
    }
    if (replied != nullptr) json["reply_to_message"] = as_replied(*replied);
    if (!draft.quote.is_null()) json["quote"] = draft.quote;
}

bool is_for_bot(World& world, const Message& message) {
    const Json& json = message.json;
    const std::string& name = world.settings.username;
    const auto reply = json.find("reply_to_message");
    if (reply != json.end() && reply->contains("from") && !reply->contains("forum_topic_created") &&
        reply->at("from").at("id") == world.bot_id())
        return true;
    const std::string text = json.value("text", json.value("caption", ""));
    if (text.contains("@" + name)) return true;
    if (!text.starts_with('/')) return false;
    const auto word_end = text.find_first_of(" \n");
    return !text.substr(0, word_end).contains('@'); // said to no other bot
}

} // namespace

Json as_replied(const Message& message) {
    Json json = message.json;
    json.erase("reply_to_message");
    json.erase("quote");
    return json;
}

Json quoted(const Message& message, const std::string& quote) {
    const std::string text = message.json.value("text", message.json.value("caption", ""));
    const auto at = text.find(quote);
    if (at == std::string::npos) throw bad_request("QUOTE_TEXT_INVALID");
    constexpr std::size_t quote_units_max = 1024;
    if (utf16_length(quote) > quote_units_max) throw bad_request("MESSAGE_TOO_LONG");
    return Json{{"text", quote},
                {"position", utf16_length(std::string_view{text}.substr(0, at))},
                {"is_manual", true}};
}

Message& post(World& world, Chat& chat, const Draft& draft) {
    Message message;
    message.id = chat.next_message_id();
    message.from = draft.from;
    message.is_service = draft.is_service;
    Json& json = message.json;
    json = Json{{"message_id", message.id},
                {"from", as_json(world.user(draft.from))},
                {"chat", chat.json},
                {"date", world.now_s()}};
    add_place(chat, draft, json);
    for (const auto& [name, value] : draft.content.items())
        json[name] = value;
    if (chat.is_protected) json["has_protected_content"] = true;
    if (draft.reply_markup.is_object() && draft.reply_markup.contains("inline_keyboard"))
        json["reply_markup"] = draft.reply_markup;
    chat.bot_spoke_last = draft.from == world.bot_id() ? message.id : chat.bot_spoke_last;
    return chat.messages.emplace_back(std::move(message));
}

bool is_seen(World& world, const Chat& chat, const Message& message) {
    if (chat.kind == ChatKind::person) {
        const User* user = world.find_user(chat.id);
        return user != nullptr && !user->has_blocked;
    }
    const Member* member = chat.find_member(world.bot_id());
    if (member == nullptr || !member->is_inside()) return false;
    if (message.is_service || member->is_admin() || world.settings.can_read_all_group_messages)
        return true;
    return is_for_bot(world, message);
}

void announce(World& world, Chat& chat, const Message& message, const std::string& kind) {
    const bool is_own_word = message.from == world.bot_id() && !message.is_service;
    if (is_own_word || !is_seen(world, chat, message)) return;
    world.emit(kind, message.json, chat.id);
}

} // namespace peerdesk::telegram_fake
