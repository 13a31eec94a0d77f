// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/membership.hpp"

#include <array>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::array<const char*, 11> rights_required{
    "can_manage_chat",      "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users",     "can_post_stories",    "can_edit_stories",
    "can_delete_stories",   "is_anonymous"};

constexpr std::array<const char*, 15> permissions{
    "can_send_messages",         "can_send_audios",
    "can_send_documents",        "can_send_photos",
    "can_send_videos",           "can_send_video_notes",
    "can_send_voice_notes",      "can_send_polls",
    "can_send_other_messages",   "can_react_to_messages",
    "can_add_web_page_previews", "can_edit_tag",
    "can_change_info",           "can_invite_users",
    "can_pin_messages"};

Json changed(World& world, const Chat& chat, std::int64_t by, Json before, Json after) {
    return Json{{"chat", chat.json},
                {"from", as_json(world.user(by))},
                {"date", world.now_s()},
                {"old_chat_member", std::move(before)},
                {"new_chat_member", std::move(after)}};
}

} // namespace

Json as_chat_member(World& world, std::int64_t user, const Member& member) {
    Json json{{"user", as_json(world.user(user))}, {"status", member.status}};
    if (member.status == "administrator") {
        json["can_be_edited"] = false;
        for (const char* right : rights_required)
            json[right] = std::string_view{right} == "can_manage_chat";
        for (const auto& [right, value] : member.rights.items())
            json[right] = value;
    } else if (member.status == "creator") {
        json["is_anonymous"] = false;
    } else if (member.status == "restricted") {
        json["is_member"] = true;
        for (const char* permission : permissions)
            json[permission] = member.rights.value(permission, false);
        json["can_manage_topics"] = member.rights.value("can_manage_topics", false);
        json["until_date"] = 0;
    } else if (member.status == "kicked") {
        json["until_date"] = 0;
    }
    return json;
}

Json chat_member(World& world, const Chat& chat, std::int64_t user) {
    const Member* member = chat.find_member(user);
    if (member != nullptr) return as_chat_member(world, user, *member);
    const bool is_of_two =
        chat.kind == ChatKind::person && (user == chat.id || user == world.bot_id());
    return as_chat_member(world, user, {is_of_two ? "member" : "left", Json::object()});
}

void change_member(World& world, Chat& chat, std::int64_t user, Member member, std::int64_t by) {
    const Json before = chat_member(world, chat, user);
    chat.members[user] = std::move(member);
    const Json after = chat_member(world, chat, user);
    if (before == after) return;
    const Json update = changed(world, chat, by, before, after);
    if (user == world.bot_id()) {
        world.emit("my_chat_member", update, chat.id);
        return;
    }
    const Member* bot = chat.find_member(world.bot_id());
    if (bot != nullptr && bot->is_admin()) world.emit("chat_member", update, chat.id);
}

void change_block(World& world, std::int64_t user, bool is_blocked) {
    User& person = world.user(user);
    if (std::exchange(person.has_blocked, is_blocked) == is_blocked) return;
    const Json member = as_chat_member(world, world.bot_id(), {"member", Json::object()});
    const Json kicked = as_chat_member(world, world.bot_id(), {"kicked", Json::object()});
    world.emit("my_chat_member",
               changed(world, world.chat(user), user, is_blocked ? member : kicked,
                       is_blocked ? kicked : member),
               user);
}

} // namespace peerdesk::telegram_fake
