// SPDX-License-Identifier: MIT
// All the server knows, as one bot's account sees it. Without sockets and without a clock: whoever
// drives it sets `now_ms`. What people do to it is in people.hpp, what the bot asks of it in
// methods/.
#pragma once

#include "tests/fakes/telegram/call_log.hpp"
#include "tests/fakes/telegram/chat.hpp"
#include "tests/fakes/telegram/faults.hpp"
#include "tests/fakes/telegram/files.hpp"
#include "tests/fakes/telegram/flood_control.hpp"
#include "tests/fakes/telegram/settings.hpp"
#include "tests/fakes/telegram/update_queue.hpp"
#include "tests/fakes/telegram/user.hpp"
#include "tests/fakes/telegram/webhook.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace peerdesk::telegram_fake {

/// A press of a button, until it is answered.
struct Press {
    std::int64_t user = 0;
    std::int64_t at_s = 0;
    std::optional<Json> answer; ///< parameters of answerCallbackQuery
};

/// What getUpdates remembers of the calls before.
struct PollMemory {
    std::optional<std::set<std::string>> allowed; ///< nothing: the default kinds
    std::int64_t offset = 0;
    std::int64_t started_ms = 0;
    bool has_polled = false;
};

class World {
  public:
    explicit World(Settings chosen = {});
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Settings settings;
    std::int64_t now_ms = 1'790'000'000'000;
    UpdateQueue queue;
    Webhook webhook;
    Files files;
    Faults faults;
    FloodControl flood;
    CallLog log;
    PollMemory polling;
    std::map<std::string, Press> presses;     ///< by callback query id
    std::map<std::string, Json> commands;     ///< by scope and language
    std::map<std::string, std::string> about; ///< setMyName, setMyDescription and the like
    std::function<void()> on_news = [] {};    ///< after each update in the queue
    std::mt19937_64 random;

    [[nodiscard]] std::int64_t now_s() const { return now_ms / 1000; }
    [[nodiscard]] User& bot() { return users_.at(bot_id_); }
    [[nodiscard]] std::int64_t bot_id() const { return bot_id_; }

    /// Makes a person (id 0: the next free one) and the chat with them.
    User& add_user(User user);
    [[nodiscard]] User* find_user(std::int64_t id);
    /// Throws Refusal when there is none.
    [[nodiscard]] User& user(std::int64_t id);

    /// Makes a group or supergroup (id 0: the next free one of its kind).
    Chat& add_chat(Chat chat);
    [[nodiscard]] Chat* find_chat(std::int64_t id);
    [[nodiscard]] Chat* find_chat(std::string_view username);
    /// Throws Refusal "chat not found".
    [[nodiscard]] Chat& chat(std::int64_t id);
    [[nodiscard]] const std::map<std::int64_t, Chat>& chats() const { return chats_; }

    /// Puts an update into the queue if its kind is wanted.
    void emit(std::string_view kind, const Json& content, std::int64_t chat);
    [[nodiscard]] bool wants(std::string_view kind) const;
    [[nodiscard]] std::string next_text_id();

  private:
    std::int64_t bot_id_;
    std::int64_t next_user_ = 5'000'000'001; ///< beyond 32 bits, as real ones may be
    std::int64_t next_group_ = -4'000'001;
    std::int64_t next_supergroup_ = -1'001'000'000'001;
    std::unordered_map<std::int64_t, User> users_;
    std::map<std::int64_t, Chat> chats_;
};

} // namespace peerdesk::telegram_fake
