// SPDX-License-Identifier: MIT
// A homeserver as our account sees it, in memory: rooms, people, syncs, pages of messages,
// transaction ids. Just enough of the client-server API to be in the right or in the wrong with a
// session; answers come from its state, never from a script.
#pragma once

#include "adapters/matrix/exchange.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peerdesk::matrix {

class HomeserverModel {
  public:
    using Json = nlohmann::json;
    inline static const std::string us = "@desk:example.org";

    struct StoredEvent {
        std::int64_t at = 0; ///< place in the whole server's order
        Json json;
    };
    struct Room {
        std::string id;
        std::string version = "10";
        std::vector<StoredEvent> events;
        std::map<std::string, Json> state; ///< by "type\nkey"
        std::set<std::string> people;      ///< may join
        bool takes_knocks = false;
    };

    /// What people do.
    std::string make_room(const std::string& creator, const std::string& alias = {},
                          const std::string& version = "10", const Json& create_content = {});
    void invite(const std::string& room, const std::string& from, const std::string& who,
                bool is_direct = false);
    void join(const std::string& room, const std::string& who);
    void leave(const std::string& room, const std::string& who);
    void remove(const std::string& room, const std::string& by, const std::string& who,
                const std::string& membership, const std::string& reason = {});
    std::string say(const std::string& room, const std::string& who, const std::string& text);
    std::string send(const std::string& room, const std::string& who, const std::string& type,
                     const Json& content);
    void set_state(const std::string& room, const std::string& who, const std::string& type,
                   const Json& content, const std::string& key = {});
    /// `by` replaces the room; people must be asked into the new one. Gives its id.
    std::string upgrade(const std::string& room, const std::string& by,
                        const std::string& version = "10");
    /// The server knows nothing of the room any more, nor of a name for it.
    void drop_room(const std::string& room);
    void set_alias(const std::string& alias, const std::string& room) { aliases_[alias] = room; }

    /// The answer to a request of ours; nothing when it is a long poll without news.
    [[nodiscard]] std::optional<Answer> answer(const Request& request, std::string_view token);
    [[nodiscard]] bool has_news(const Request& sync);

    /// Bodies of what we wrote in a room, oldest first.
    [[nodiscard]] std::vector<std::string> our_words(const std::string& room) const;
    [[nodiscard]] const Room& room(const std::string& id) const { return rooms_.at(id); }
    [[nodiscard]] Json direct_list() const { return direct_list_; }
    [[nodiscard]] std::string membership(const std::string& room, const std::string& who) const;
    /// Rooms that we made, in order.
    std::vector<std::string> made_by_us;

    std::int64_t now_ms = 1'700'000'000'000;
    std::size_t timeline_max = 100;
    std::string token = "secret"; ///< the one that is good
    bool is_soft_logout = false;  ///< what is said of bad ones
    bool forgets_transactions = false;
    bool invites_are_accepted = false; ///< whoever is asked into a room of ours joins

  private:
    static std::string state_key(const Json& event);
    StoredEvent& add(Room& room, Json event);
    void set_member(Room& room, const std::string& by, const std::string& who, Json content);
    Answer sync(const std::map<std::string, std::string>& query);
    Json joined_part(Room& room, std::int64_t since);
    Json invited_part(const Room& room) const;
    Answer messages(const Room& room, const std::map<std::string, std::string>& query) const;
    Answer rooms_request(const Request& request, const std::vector<std::string>& path,
                         const std::map<std::string, std::string>& query);
    Answer send_ours(const std::string& room, const std::string& type, const std::string& txn,
                     const Json& content);
    Answer join_ours(const std::string& name, bool is_knock);
    Answer create_ours(const Json& body);

    std::map<std::string, Room> rooms_;
    std::map<std::string, std::string> aliases_;
    std::map<std::string, std::string> transactions_;
    Json direct_list_ = Json::object();
    bool has_direct_list_ = false;
    std::int64_t direct_list_at_ = 0;
    std::int64_t last_ = 0;
    std::int64_t rooms_made_ = 0;
};

/// An error as a homeserver words it.
[[nodiscard]] Answer matrix_error(int status, const std::string& code, const std::string& words,
                                  nlohmann::json more = nlohmann::json::object());

} // namespace peerdesk::matrix
