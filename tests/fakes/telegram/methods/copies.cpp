// SPDX-License-Identifier: MIT
// Copying and forwarding: one message, or several that stay the album they were.
#include "tests/fakes/telegram/media.hpp"
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/methods/sending.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram_fake {
namespace {

enum class How { copy, forward };

Json content_from(World& world, const Chat& from, const Message& message, How how) {
    const std::string verb = how == How::copy ? "copied" : "forwarded";
    const bool is_kept = from.is_protected || message.json.value("has_protected_content", false);
    Json content = content_fields(message.json);
    if (is_kept || message.is_service || content.empty())
        throw bad_request("message can't be " + verb);
    if (how == How::copy) return content;
    Json origin{{"type", "user"},
                {"sender_user", as_json(world.user(message.from))},
                {"date", message.json.at("date")}};
    const auto earlier = message.json.find("forward_origin");
    content["forward_origin"] = earlier == message.json.end() ? origin : *earlier;
    return content;
}

const Message& source(Chat& from, std::int64_t id, How how) {
    const Message* message = from.find_message(id);
    if (message == nullptr) {
        throw bad_request(how == How::copy ? "message to copy not found"
                                           : "message to forward not found");
    }
    return *message;
}

std::vector<std::int64_t> ascending_ids(const Json& given) {
    constexpr std::size_t ids_max = 100;
    if (given.empty() || given.size() > ids_max)
        throw bad_request(given.empty() ? "message identifiers are not specified"
                                        : "too many message identifiers specified");
    std::vector<std::int64_t> ids;
    for (const Json& id : given) {
        ids.push_back(id.is_string() ? std::stoll(id.get<std::string>()) : id.get<std::int64_t>());
        if (ids.size() > 1 && ids[ids.size() - 2] >= ids.back())
            throw bad_request("message identifiers must be in a strictly increasing order");
    }
    return ids;
}

/// Those that can be passed on; the others are left out, as the real server does.
Json pass_on(World& world, const Call& call, How how) {
    Chat& from = named_chat(world, call, "from_chat_id");
    Chat& chat = named_chat(world, call);
    Draft draft = draft_for(world, chat, call);
    std::vector<Json> contents;
    std::map<std::string, std::string> albums; // a copy of an album is an album of its own
    for (const std::int64_t id : ascending_ids(call.value("message_ids"))) {
        const Message* message = from.find_message(id);
        if (message == nullptr || message->is_service) continue;
        Json content = content_from(world, from, *message, how);
        if (call.flag("remove_caption")) content.erase("caption");
        if (const std::string album = message->json.value("media_group_id", ""); !album.empty()) {
            auto [entry, is_new] = albums.try_emplace(album);
            if (is_new) entry->second = world.next_text_id();
            content["media_group_id"] = entry->second;
        }
        contents.push_back(std::move(content));
    }
    if (contents.empty()) {
        throw bad_request(how == How::copy ? "there are no messages to copy"
                                           : "there are no messages to forward");
    }
    count_sends(world, chat, static_cast<int>(contents.size()));
    Json ids = Json::array();
    for (Json& content : contents) {
        draft.content = std::move(content);
        ids.push_back(Json{{"message_id", post(world, chat, draft).id}});
    }
    return ids;
}

} // namespace

Json copy_message(World& world, const Call& call) {
    Chat& from = named_chat(world, call, "from_chat_id");
    Json content =
        content_from(world, from, source(from, call.integer("message_id"), How::copy), How::copy);
    if (call.has("caption")) {
        content.erase("caption");
        content.erase("caption_entities");
        add_caption(call, content);
    }
    const Json sent = send(world, call, content);
    return Json{{"message_id", sent.at("message_id")}};
}

Json forward_message(World& world, const Call& call) {
    Chat& from = named_chat(world, call, "from_chat_id");
    const Message& message = source(from, call.integer("message_id"), How::forward);
    return send(world, call, content_from(world, from, message, How::forward));
}

Json copy_messages(World& world, const Call& call) {
    return pass_on(world, call, How::copy);
}

Json forward_messages(World& world, const Call& call) {
    return pass_on(world, call, How::forward);
}

} // namespace peerdesk::telegram_fake
