// SPDX-License-Identifier: MIT
// What an update means, as neutral events. What is none of our business is dropped here.
#pragma once

#include "adapters/chat/event.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/telegram/updates/addressing.hpp"
#include "adapters/telegram/updates/room_map.hpp"
#include "adapters/telegram/updates/update.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::telegram {

/// A group became a supergroup, under a new id and with messages of new numbers.
struct Migration {
    std::int64_t old_chat = 0;
    std::int64_t new_chat = 0;
    bool operator==(const Migration&) const = default;
};

struct Meaning {
    std::vector<chat::Event> events;
    std::optional<Migration> migration; ///< of a room of ours
    /// A room of ours in which we are something else now.
    std::optional<std::int64_t> standing_changed{};

    bool operator==(const Meaning&) const = default;
};

class Inbound {
  public:
    /// @param rooms borrowed: the groups that are ours
    /// @param is_secure whether the link to the server is encrypted
    Inbound(std::string network, bool is_secure, const RoomMap& rooms)
        : network_(std::move(network)), is_secure_(is_secure), rooms_(rooms) {}

    void set_us(Us us) { us_ = std::move(us); }
    [[nodiscard]] const Us& us() const { return us_; }

    [[nodiscard]] Meaning read(Update update, net::Instant now) const;

  private:
    [[nodiscard]] Meaning of(std::int64_t id, Message& said, net::Instant now) const;
    [[nodiscard]] Meaning of(std::int64_t id, EditedMessage& edited, net::Instant now) const;
    [[nodiscard]] Meaning of(std::int64_t id, CallbackQuery& query, net::Instant now) const;
    [[nodiscard]] Meaning of(std::int64_t id, MyChatMember& change, net::Instant now) const;
    [[nodiscard]] Meaning of(std::int64_t id, MessageReaction& reaction, net::Instant now) const;

    [[nodiscard]] std::optional<chat::Place> place_of(const Chat& chat) const;
    [[nodiscard]] std::optional<chat::Author> author_of(const std::optional<User>& user,
                                                        const std::optional<Chat>& chat) const;
    [[nodiscard]] Attachments ours(Attachments attachments) const;

    std::string network_;
    bool is_secure_;
    const RoomMap& rooms_;
    Us us_;
};

} // namespace peerdesk::telegram
