// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/methods/sending.hpp"

#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/utf16.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::size_t caption_units_max = 1024;
constexpr std::size_t raw_bytes_max = 1U << 15U; // Client.cpp: "Text is too long"

void check_person(World& world, const Chat& chat) {
    const User& user = world.user(chat.id);
    if (user.is_deactivated) throw forbidden("user is deactivated");
    if (user.is_bot) throw forbidden("bot can't send messages to bots");
    if (user.has_blocked) throw forbidden("bot was blocked by the user");
    if (!user.has_started && world.settings.must_start_first)
        throw forbidden("bot can't initiate conversation with a user");
}

// The General topic is addressed without an id: with one it is not found.
std::int64_t topic_of(World& world, Chat& chat, const Call& call) {
    const std::int64_t id = call.integer("message_thread_id");
    if (id == 0) {
        const Member* bot = chat.find_member(world.bot_id());
        if (chat.is_forum && chat.is_general_closed && !(bot && bot->may("can_manage_topics")))
            throw bad_request("TOPIC_CLOSED");
        return 0;
    }
    Topic* topic = chat.find_topic(id);
    if (topic != nullptr && topic->is_deleted && world.settings.says_topic_deleted)
        throw bad_request("TOPIC_DELETED");
    if (!chat.is_forum || topic == nullptr || topic->is_deleted)
        throw bad_request("message thread not found");
    const Member* bot = chat.find_member(world.bot_id());
    if (topic->is_closed && !(bot && bot->may("can_manage_topics")))
        throw bad_request("TOPIC_CLOSED");
    return id;
}

void add_reply(Chat& chat, const Call& call, Draft& draft) {
    const Json& parameters = call.value("reply_parameters");
    // The older form is understood still.
    std::int64_t id = call.integer("reply_to_message_id");
    bool may_go_without = call.flag("allow_sending_without_reply");
    std::string quote;
    bool is_elsewhere = false;
    if (parameters.is_object()) {
        const Json& number = parameters.at("message_id");
        id =
            number.is_string() ? std::stoll(number.get<std::string>()) : number.get<std::int64_t>();
        may_go_without = parameters.value("allow_sending_without_reply", false);
        quote = parameters.value("quote", "");
        is_elsewhere = parameters.contains("chat_id") && parameters.at("chat_id") != chat.id;
    }
    if (id == 0) return;
    const Message* replied = is_elsewhere ? nullptr : chat.find_message(id);
    if (replied == nullptr) {
        if (may_go_without && !is_elsewhere) return;
        throw bad_request("message to be replied not found");
    }
    draft.reply_to = id;
    if (!quote.empty()) draft.quote = quoted(*replied, quote);
}

void check_button(const Json& button) {
    constexpr std::size_t data_bytes_max = 64;
    if (button.is_string() || button.size() < 2) {
        throw bad_request("can't parse inline keyboard button: Text buttons are unallowed in the "
                          "inline keyboard");
    }
    if (!button.contains("callback_data")) return;
    const std::string data = button.at("callback_data").get<std::string>();
    if (data.empty() || data.size() > data_bytes_max) throw bad_request("BUTTON_DATA_INVALID");
}

} // namespace

Chat& named_chat(World& world, const Call& call, const char* name) {
    if (!call.has(name)) throw bad_request("chat_id is empty");
    const Json& value = call.value(name);
    if (value.is_number_integer()) return world.chat(value.get<std::int64_t>());
    const std::string text = call.text(name);
    Chat* found =
        text.starts_with('@') ? world.find_chat(std::string_view{text}.substr(1)) : nullptr;
    if (found == nullptr) throw bad_request("chat not found");
    return *found;
}

void check_reachable(World& world, const Chat& chat) {
    if (chat.migrated_to) {
        Refusal refusal = bad_request("group chat was upgraded to a supergroup chat");
        refusal.migrate_to = chat.migrated_to;
        throw refusal;
    }
    if (chat.kind == ChatKind::person) {
        check_person(world, chat);
        return;
    }
    const std::string kind = chat.kind == ChatKind::group ? "group" : "supergroup";
    const Member* bot = chat.find_member(world.bot_id());
    if (bot != nullptr && bot->status == "kicked")
        throw forbidden("bot was kicked from the " + kind + " chat");
    if (bot == nullptr || !bot->is_inside())
        throw forbidden("bot is not a member of the " + kind + " chat");
    if (bot->status == "restricted" && !bot->rights.value("can_send_messages", false))
        throw bad_request("not enough rights to send text messages to the chat");
}

void check_keyboard(const Json& markup) {
    if (!markup.is_object() || !markup.contains("inline_keyboard")) return;
    for (const Json& row : markup.at("inline_keyboard"))
        for (const Json& button : row)
            check_button(button);
}

Draft draft_for(World& world, Chat& chat, const Call& call) {
    check_reachable(world, chat);
    Draft draft;
    draft.from = world.bot_id();
    draft.topic = topic_of(world, chat, call);
    add_reply(chat, call, draft);
    check_keyboard(call.value("reply_markup"));
    draft.reply_markup = call.value("reply_markup");
    return draft;
}

void count_sends(World& world, const Chat& chat, int count) {
    const std::int64_t wait =
        world.flood.wait_for(world.settings.flood, chat.id, chat.is_group(), world.now_ms, count);
    if (wait > 0) throw too_many(wait);
}

Json send(World& world, const Call& call, const Json& content) {
    Chat& chat = named_chat(world, call);
    Draft draft = draft_for(world, chat, call);
    count_sends(world, chat);
    draft.content = content;
    if (call.flag("protect_content")) draft.content["has_protected_content"] = true;
    return post(world, chat, draft).json;
}

FormattedText text_of(const Call& call, const char* name, const char* entities_name,
                      std::size_t units_max) {
    const std::string raw = call.text(name);
    if (raw.size() > raw_bytes_max) throw bad_request("text is too long");
    FormattedText text = formatted(raw, call.text("parse_mode"), call.value(entities_name));
    if (utf16_length(text.text) > units_max) {
        throw bad_request(std::string_view{name} == "text" ? "message is too long"
                                                           : "message caption is too long");
    }
    return text;
}

void add_caption(const Call& call, Json& content) {
    if (!call.has("caption")) return;
    const FormattedText text = text_of(call, "caption", "caption_entities", caption_units_max);
    if (text.text.empty()) return;
    content["caption"] = text.text;
    if (!text.entities.empty()) content["caption_entities"] = text.entities;
}

} // namespace peerdesk::telegram_fake
