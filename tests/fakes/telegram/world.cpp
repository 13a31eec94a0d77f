// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/world.hpp"

#include "tests/fakes/telegram/refusal.hpp"

#include <utility>

namespace peerdesk::telegram_fake {
namespace {

// The real server begins anywhere.
std::int64_t first_id(const Settings& settings) {
    if (settings.first_update_id != 0) return settings.first_update_id;
    std::mt19937_64 random{settings.seed};
    return std::uniform_int_distribution<std::int64_t>{1, UpdateQueue::id_end - 1'000'000}(random);
}

} // namespace

World::World(Settings chosen)
    : settings(std::move(chosen)), queue(first_id(settings)), random(settings.seed),
      bot_id_(std::stoll(settings.token)) {
    User bot;
    bot.id = bot_id_;
    bot.first_name = settings.first_name;
    bot.username = settings.username;
    bot.is_bot = true;
    users_.emplace(bot_id_, std::move(bot));
}

User& World::add_user(User user) {
    if (user.id == 0) user.id = next_user_++;
    if (user.first_name.empty()) user.first_name = "User " + std::to_string(user.id);
    Chat chat;
    chat.id = user.id;
    chat.first_name = user.first_name;
    chat.last_name = user.last_name;
    chat.username = user.username;
    chat.refresh();
    chats_.insert_or_assign(user.id, std::move(chat));
    return users_.insert_or_assign(user.id, std::move(user)).first->second;
}

User* World::find_user(std::int64_t id) {
    const auto found = users_.find(id);
    return found == users_.end() ? nullptr : &found->second;
}

User& World::user(std::int64_t id) {
    User* found = find_user(id);
    if (found == nullptr) throw bad_request("user not found");
    return *found;
}

Chat& World::add_chat(Chat chat) {
    if (chat.id == 0) chat.id = chat.kind == ChatKind::group ? next_group_-- : next_supergroup_--;
    if (chat.title.empty()) chat.title = "Chat";
    chat.refresh();
    // The message that created a supergroup has id 1, the General topic's; no bot ever sees it.
    if (chat.kind == ChatKind::supergroup && chat.messages.empty()) {
        Message created;
        created.id = Chat::general_topic;
        created.json = Json::object();
        created.is_deleted = true;
        created.is_service = true;
        chat.messages.push_back(std::move(created));
    }
    return chats_.insert_or_assign(chat.id, std::move(chat)).first->second;
}

Chat* World::find_chat(std::int64_t id) {
    const auto found = chats_.find(id);
    return found == chats_.end() ? nullptr : &found->second;
}

Chat* World::find_chat(std::string_view username) {
    for (auto& [id, chat] : chats_)
        if (!chat.username.empty() && chat.username == username) return &chat;
    return nullptr;
}

Chat& World::chat(std::int64_t id) {
    Chat* found = find_chat(id);
    if (found == nullptr) throw bad_request("chat not found");
    return *found;
}

bool World::wants(std::string_view kind) const {
    if (polling.allowed) return polling.allowed->contains(std::string{kind});
    return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count";
}

void World::emit(std::string_view kind, const Json& content, std::int64_t chat) {
    if (!wants(kind)) return;
    queue.push(kind, content.dump(), chat, now_s());
    on_news();
}

std::string World::next_text_id() {
    return std::to_string(std::uniform_int_distribution<std::int64_t>{
        1'000'000'000'000'000, 9'000'000'000'000'000'000}(random));
}

} // namespace peerdesk::telegram_fake
