// SPDX-License-Identifier: MIT
// What people do in their apps. Each act changes the world and tells the bot what the real server
// would tell it. Unknown users, chats and messages are refused by a thrown Refusal.
#pragma once

#include "tests/fakes/telegram/media.hpp"
#include "tests/fakes/telegram/membership.hpp"
#include "tests/fakes/telegram/posting.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::telegram_fake {

/// What somebody writes.
struct Said {
    std::string text;              ///< or the caption of `content`
    Json entities = Json::array(); ///< beside those the server finds
    std::int64_t topic = 0;        ///< 0: none, or the General one
    std::int64_t reply_to = 0;     ///< message of the same chat
    std::string quote;             ///< part of the message replied to
    Json content = Json::object(); ///< e.g. what People::file gives
    std::string album;             ///< media_group_id
};

class People {
  public:
    explicit People(World& world) : world_(world) {}

    /// @return the message's id. Writing to the bot in private starts it and takes back a block.
    std::int64_t says(std::int64_t user, std::int64_t chat, const Said& said);
    std::int64_t says(std::int64_t user, std::int64_t chat, const std::string& text);
    /// "/start payload" in private
    std::int64_t starts(std::int64_t user, const std::string& payload = {});
    /// Several at once with one media_group_id.
    std::vector<std::int64_t> sends_album(std::int64_t user, std::int64_t chat,
                                          std::vector<Said> parts);
    /// Content of a message with that file, stored on the server.
    [[nodiscard]] Json file(NewFile file, const MediaTraits& traits = {});

    void edits(std::int64_t user, std::int64_t chat, std::int64_t message, const std::string& text);
    void deletes(std::int64_t chat, std::int64_t message); ///< bots are not told
    /// @return the callback query's id. No button needs to carry `data`: apps can be forged.
    std::string presses(std::int64_t user, std::int64_t chat, std::int64_t message,
                        const std::string& data);
    /// All reactions of that person from now on; none takes them back.
    void reacts(std::int64_t user, std::int64_t chat, std::int64_t message,
                const std::vector<std::string>& emoji);

    void blocks(std::int64_t user) { change_block(world_, user, true); }
    void unblocks(std::int64_t user) { change_block(world_, user, false); }
    void deactivates(std::int64_t user) { world_.user(user).is_deactivated = true; }

    void joins(std::int64_t user, std::int64_t chat);
    void leaves(std::int64_t user, std::int64_t chat);
    /// Makes somebody, or the bot, a member or an administrator with these rights.
    void adds(std::int64_t by, std::int64_t chat, std::int64_t who);
    void removes(std::int64_t by, std::int64_t chat, std::int64_t who);
    void promotes(std::int64_t by, std::int64_t chat, std::int64_t who, const Json& rights);

    /// A group becomes a supergroup. @return the new chat's id
    std::int64_t upgrades(std::int64_t user, std::int64_t chat);
    void switches_topics(std::int64_t chat, bool are_on);
    std::int64_t creates_topic(std::int64_t user, std::int64_t chat, const std::string& name);
    void renames_topic(std::int64_t user, std::int64_t chat, std::int64_t topic,
                       const std::string& name);
    void closes_topic(std::int64_t user, std::int64_t chat, std::int64_t topic);
    void reopens_topic(std::int64_t user, std::int64_t chat, std::int64_t topic);
    void deletes_topic(std::int64_t chat, std::int64_t topic);

  private:
    Message& message(std::int64_t chat, std::int64_t id);
    Topic& topic(std::int64_t chat, std::int64_t id);
    void add_service(Chat& chat, std::int64_t by, Json content);
    World& world_;
};

} // namespace peerdesk::telegram_fake
