// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/people.hpp"

#include "tests/fakes/telegram/formatted_text.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

Json content_of(const Said& said) {
    Json content = said.content;
    if (!said.album.empty()) content["media_group_id"] = said.album;
    if (said.text.empty()) return content;
    const FormattedText text = typed(said.text, said.entities);
    const bool is_caption = !said.content.empty();
    content[is_caption ? "caption" : "text"] = text.text;
    if (!text.entities.empty())
        content[is_caption ? "caption_entities" : "entities"] = text.entities;
    return content;
}

Json reaction_list(const std::vector<std::string>& emoji) {
    Json list = Json::array();
    for (const std::string& one : emoji)
        list.push_back({{"type", "emoji"}, {"emoji", one}});
    return list;
}

} // namespace

Message& People::message(std::int64_t chat, std::int64_t id) {
    Message* found = world_.chat(chat).find_message(id);
    if (found == nullptr) throw bad_request("message not found");
    return *found;
}

std::int64_t People::says(std::int64_t user, std::int64_t chat, const Said& said) {
    Chat& place = world_.chat(chat);
    if (place.migrated_to) throw bad_request("group chat was upgraded to a supergroup chat");
    if (place.kind == ChatKind::person) {
        change_block(world_, user, false);
        world_.user(user).has_started = true;
    } else if (place.find_member(user) == nullptr) {
        place.members[user] = {};
    }
    Draft draft;
    draft.from = user;
    draft.topic = said.topic;
    draft.reply_to = said.reply_to;
    if (!said.quote.empty()) draft.quote = quoted(message(chat, said.reply_to), said.quote);
    draft.content = content_of(said);
    const Message& written = post(world_, place, draft);
    announce(world_, place, written);
    return written.id;
}

std::int64_t People::says(std::int64_t user, std::int64_t chat, const std::string& text) {
    Said said;
    said.text = text;
    return says(user, chat, said);
}

std::int64_t People::starts(std::int64_t user, const std::string& payload) {
    return says(user, user, payload.empty() ? "/start" : "/start " + payload);
}

std::vector<std::int64_t> People::sends_album(std::int64_t user, std::int64_t chat,
                                              std::vector<Said> parts) {
    const std::string album = world_.next_text_id();
    std::vector<std::int64_t> ids;
    for (Said& part : parts) {
        part.album = album;
        ids.push_back(says(user, chat, part));
    }
    return ids;
}

Json People::file(NewFile file, const MediaTraits& traits) {
    const StoredFile& stored = world_.files.add(std::move(file));
    return file_content(world_, stored, traits);
}

void People::edits(std::int64_t user, std::int64_t chat, std::int64_t id, const std::string& text) {
    Message& edited = message(chat, id);
    if (edited.from != user) throw bad_request("message can't be edited");
    edited.earlier.push_back(edited.json);
    const FormattedText formatted = typed(text, Json::array());
    const bool is_text = edited.json.contains("text");
    edited.json["edit_date"] = world_.now_s();
    edited.json[is_text ? "text" : "caption"] = formatted.text;
    edited.json.erase(is_text ? "entities" : "caption_entities");
    if (!formatted.entities.empty())
        edited.json[is_text ? "entities" : "caption_entities"] = formatted.entities;
    announce(world_, world_.chat(chat), edited, "edited_message");
}

void People::deletes(std::int64_t chat, std::int64_t id) {
    message(chat, id).is_deleted = true;
}

std::string People::presses(std::int64_t user, std::int64_t chat, std::int64_t id,
                            const std::string& data) {
    Chat& place = world_.chat(chat);
    const std::string query = world_.next_text_id();
    Json json{{"id", query}, {"from", as_json(world_.user(user))}};
    // What was deleted cannot be told any more; its date is 0.
    if (const Message* pressed = place.find_message(id)) {
        json["message"] = pressed->json;
    } else {
        json["message"] = Json{{"chat", place.json}, {"message_id", id}, {"date", 0}};
    }
    json["chat_instance"] = std::to_string(-chat * 31 + 7);
    json["data"] = data;
    world_.presses[query] = {user, world_.now_s(), std::nullopt};
    world_.emit("callback_query", json, chat);
    return query;
}

void People::reacts(std::int64_t user, std::int64_t chat, std::int64_t id,
                    const std::vector<std::string>& emoji) {
    Chat& place = world_.chat(chat);
    Message& target = message(chat, id);
    Json& held = target.reactions[user];
    if (!held.is_array()) held = Json::array();
    const Json before = std::exchange(held, reaction_list(emoji));
    const Member* bot = place.find_member(world_.bot_id());
    const bool is_told = place.kind == ChatKind::person || (bot != nullptr && bot->is_admin());
    if (!is_told || before == held) return;
    world_.emit("message_reaction",
                {{"chat", place.json},
                 {"message_id", id},
                 {"user", as_json(world_.user(user))},
                 {"date", world_.now_s()},
                 {"old_reaction", before},
                 {"new_reaction", held}},
                chat);
}

} // namespace peerdesk::telegram_fake
