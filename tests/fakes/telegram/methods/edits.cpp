// SPDX-License-Identifier: MIT
// Changing and deleting messages.
#include "tests/fakes/telegram/media.hpp"
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/methods/uploads.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t delete_within_s = std::int64_t{48} * 3600;

Message& own_message(World& world, Chat& chat, const Call& call) {
    if (!call.has("message_id")) throw bad_request("message identifier is not specified");
    check_reachable(world, chat);
    Message* message = chat.find_message(call.integer("message_id"));
    if (message == nullptr) throw bad_request("message to edit not found");
    if (message->from != world.bot_id() || message->is_service)
        throw bad_request("message can't be edited");
    return *message;
}

/// Replaces the message unless nothing would change. A keyboard not given is taken away.
Json replace(World& world, const Call& call, Message& message, Json json) {
    check_keyboard(call.value("reply_markup"));
    json.erase("reply_markup");
    if (call.value("reply_markup").is_object()) json["reply_markup"] = call.value("reply_markup");
    Json before = message.json;
    before.erase("edit_date");
    json.erase("edit_date");
    // As sets of fields: their order says nothing.
    if (nlohmann::json::parse(before.dump()) == nlohmann::json::parse(json.dump())) {
        throw bad_request("message is not modified: specified new message content and reply markup "
                          "are exactly the same as a current content and reply markup of the "
                          "message");
    }
    json["edit_date"] = world.now_s();
    message.earlier.push_back(std::exchange(message.json, std::move(json)));
    return message.json;
}

void put_text(Json& json, const FormattedText& text, const char* name, const char* entities) {
    json.erase(name);
    json.erase(entities);
    if (!text.text.empty()) json[name] = text.text;
    if (!text.entities.empty()) json[entities] = text.entities;
}

bool may_delete(World& world, const Chat& chat, const Message& message) {
    if (message.json.contains("forum_topic_created")) return false;
    const Member* bot = chat.find_member(world.bot_id());
    if (bot != nullptr && bot->may("can_delete_messages")) return true;
    const bool is_young =
        world.now_s() - message.json.at("date").get<std::int64_t>() < delete_within_s;
    return is_young && (message.from == world.bot_id() || chat.kind == ChatKind::person);
}

} // namespace

Json edit_text(World& world, const Call& call) {
    if (call.has("inline_message_id")) return true;
    Chat& chat = named_chat(world, call);
    Message& message = own_message(world, chat, call);
    if (!message.json.contains("text"))
        throw bad_request("there is no text in the message to edit");
    const FormattedText text = text_of(call, "text", "entities", text_units_max);
    if (text.text.empty()) throw bad_request("message text is empty");
    Json json = message.json;
    put_text(json, text, "text", "entities");
    return replace(world, call, message, std::move(json));
}

Json edit_caption(World& world, const Call& call) {
    if (call.has("inline_message_id")) return true;
    constexpr std::size_t caption_units_max = 1024;
    Chat& chat = named_chat(world, call);
    Message& message = own_message(world, chat, call);
    if (file_of(message.json).empty())
        throw bad_request("there is no caption in the message to edit");
    Json json = message.json;
    put_text(json, text_of(call, "caption", "caption_entities", caption_units_max), "caption",
             "caption_entities");
    return replace(world, call, message, std::move(json));
}

Json edit_media(World& world, const Call& call) {
    if (call.has("inline_message_id")) return true;
    Chat& chat = named_chat(world, call);
    Message& message = own_message(world, chat, call);
    const Json& media = call.value("media");
    const std::string kind = media.value("type", "");
    const StoredFile& file = named_file(world, call, kind, media.value("media", ""));
    Json json = message.json;
    for (const auto& [name, value] : content_fields(message.json).items())
        json.erase(name);
    json.update(file_content(world, file, {}));
    if (const std::string caption = media.value("caption", ""); !caption.empty())
        put_text(json, formatted(caption, media.value("parse_mode", ""), Json{}), "caption",
                 "caption_entities");
    return replace(world, call, message, std::move(json));
}

Json edit_keyboard(World& world, const Call& call) {
    if (call.has("inline_message_id")) return true;
    Chat& chat = named_chat(world, call);
    Message& message = own_message(world, chat, call);
    return replace(world, call, message, message.json);
}

Json delete_message(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    check_reachable(world, chat);
    Message* message = chat.find_message(call.integer("message_id"));
    if (message == nullptr) throw bad_request("message to delete not found");
    if (!may_delete(world, chat, *message))
        throw bad_request("message can't be deleted for everyone");
    message->is_deleted = true;
    return true;
}

Json delete_messages(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    check_reachable(world, chat);
    for (const Json& id : call.value("message_ids")) {
        Message* message = chat.find_message(id.get<std::int64_t>());
        if (message != nullptr && may_delete(world, chat, *message)) message->is_deleted = true;
    }
    return true;
}

Json stop_poll(World& world, const Call& call) {
    Chat& chat = named_chat(world, call);
    Message* message = chat.find_message(call.integer("message_id"));
    if (message == nullptr || !message->json.contains("poll"))
        throw bad_request("message with poll to stop not found");
    if (message->json["poll"]["is_closed"] == true)
        throw bad_request("poll has already been closed");
    message->earlier.push_back(message->json);
    message->json["poll"]["is_closed"] = true;
    return message->json["poll"];
}

} // namespace peerdesk::telegram_fake
