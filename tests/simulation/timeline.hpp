// SPDX-License-Identifier: MIT
// What people see on a network with threads: every message with its thread, as it reads now. Knows
// a message of ours by its outbox id, so that one sent again is the same.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::simulation {

struct Posted {
    std::string remote_id;
    chat::Place place;
    int room_age = 0;                 ///< how often the room was renewed before
    std::optional<std::size_t> human; ///< nobody: it is ours
    std::int64_t outbox_id = 0;
    std::string thread; ///< the first message it hangs on
    std::string text;
    std::uint64_t number = 0; ///< in the order of being written
    bool is_removed = false;
    bool is_known = true; ///< the desk was told its id before anything that refers to it
};

class Timeline {
  public:
    /// Where guests come back to another chat, what was kept for them moves there and is older.
    explicit Timeline(bool has_guests) : has_guests_(has_guests) {}

    /// A human's message; gives its id.
    std::string write(const chat::Place& place, std::size_t human, std::string text,
                      std::string thread);
    /// Takes a message of ours, for the first time or again; gives its id.
    std::string take(const chat::Outbound& message);
    [[nodiscard]] bool has_taken(const chat::Outbound& message) const;

    [[nodiscard]] Posted* find(std::string_view remote_id);
    /// Ours, as sent to the room that stands now; nothing when it never got there.
    [[nodiscard]] const Posted* of_row(std::int64_t outbox_id) const;
    /// What stands in the rooms and chats now.
    [[nodiscard]] std::vector<const Posted*>
    which(const std::function<bool(const Posted&)>& is_meant) const;

    /// A new room takes the place of this one.
    void renew(const chat::Place& place) { ++ages_[place]; }
    [[nodiscard]] bool is_current(const Posted& posted) const;
    /// The desk will be told all ids again that it does not have yet.
    void forget_told(std::int64_t outbox_id);

    void complain(std::string what) { problems_.push_back(std::move(what)); }
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  private:
    struct Taken {
        chat::Outbound message;
        std::string remote_id;
    };
    [[nodiscard]] int age(const chat::Place& place) const;
    void check_same(const chat::Outbound& first, const chat::Outbound& again);
    void check_order(const chat::Outbound& message);
    void check_hangs(const chat::Outbound& message);
    void apply(const chat::Outbound& message, const std::string& remote_id);

    bool has_guests_;
    std::map<std::string, Posted, std::less<>> posted_;
    std::map<std::pair<std::int64_t, int>, Taken> taken_; ///< by outbox id and age of the room
    std::map<chat::Place, int> ages_;
    std::map<std::pair<chat::Place, int>, std::int64_t> newest_row_;
    std::uint64_t written_ = 0;
    std::vector<std::string> problems_;
};

} // namespace peerdesk::simulation
