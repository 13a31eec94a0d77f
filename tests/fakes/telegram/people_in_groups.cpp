// SPDX-License-Identifier: MIT
// The acts of people that change groups: who is in them, topics, becoming a supergroup.
#include "tests/fakes/telegram/people.hpp"
#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/topics.hpp"

#include <utility>

namespace peerdesk::telegram_fake {

void People::add_service(Chat& chat, std::int64_t by, Json content) {
    Draft draft;
    draft.from = by;
    draft.is_service = true;
    draft.content = std::move(content);
    announce(world_, chat, post(world_, chat, draft));
}

Topic& People::topic(std::int64_t chat, std::int64_t id) {
    Topic* found = world_.chat(chat).find_topic(id);
    if (found == nullptr) throw bad_request("message thread not found");
    return *found;
}

void People::joins(std::int64_t user, std::int64_t chat) {
    adds(user, chat, user);
}

void People::adds(std::int64_t by, std::int64_t chat, std::int64_t who) {
    Chat& place = world_.chat(chat);
    change_member(world_, place, who, {}, by);
    const Json user = as_json(world_.user(who));
    add_service(place, by, {{"new_chat_members", Json::array({user})}});
}

void People::leaves(std::int64_t user, std::int64_t chat) {
    Chat& place = world_.chat(chat);
    add_service(place, user, {{"left_chat_member", as_json(world_.user(user))}});
    change_member(world_, place, user, {"left", Json::object()}, user);
}

void People::removes(std::int64_t by, std::int64_t chat, std::int64_t who) {
    Chat& place = world_.chat(chat);
    change_member(world_, place, who, {"kicked", Json::object()}, by);
    add_service(place, by, {{"left_chat_member", as_json(world_.user(who))}});
}

void People::promotes(std::int64_t by, std::int64_t chat, std::int64_t who, const Json& rights) {
    const std::string status = rights.empty() ? "member" : "administrator";
    change_member(world_, world_.chat(chat), who, {status, rights}, by);
}

std::int64_t People::upgrades(std::int64_t user, std::int64_t chat) {
    Chat& group = world_.chat(chat);
    if (group.kind != ChatKind::group) throw bad_request("the chat is no basic group");
    Chat next;
    next.kind = ChatKind::supergroup;
    next.title = group.title;
    next.members = group.members;
    next.migrated_from = chat;
    Chat& supergroup = world_.add_chat(std::move(next));
    add_service(group, user, {{"migrate_to_chat_id", supergroup.id}});
    group.migrated_to = supergroup.id;
    add_service(supergroup, user, {{"migrate_from_chat_id", chat}});
    return supergroup.id;
}

void People::switches_topics(std::int64_t chat, bool are_on) {
    Chat& place = world_.chat(chat);
    place.is_forum = are_on;
    place.refresh();
}

std::int64_t People::creates_topic(std::int64_t user, std::int64_t chat, const std::string& name) {
    NewTopic wanted;
    wanted.name = name;
    return create_topic(world_, world_.chat(chat), user, wanted).id;
}

void People::renames_topic(std::int64_t user, std::int64_t chat, std::int64_t id,
                           const std::string& name) {
    rename_topic(world_, world_.chat(chat), topic(chat, id), user, name);
}

void People::closes_topic(std::int64_t user, std::int64_t chat, std::int64_t id) {
    set_topic_closed(world_, world_.chat(chat), topic(chat, id), user, true);
}

void People::reopens_topic(std::int64_t user, std::int64_t chat, std::int64_t id) {
    set_topic_closed(world_, world_.chat(chat), topic(chat, id), user, false);
}

void People::deletes_topic(std::int64_t chat, std::int64_t id) {
    delete_topic(world_.chat(chat), topic(chat, id));
}

} // namespace peerdesk::telegram_fake
