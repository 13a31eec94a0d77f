// SPDX-License-Identifier: MIT
// Who may send the next line: places take turns, and within a place order is kept, so one long
// answer does not hold up everybody else.
#pragma once

#include "adapters/chat/place.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace peerdesk::irc {

using MessageNumber = std::uint64_t;

class TurnQueue {
  public:
    void push(const chat::Place& place, MessageNumber number);
    /// The places that have something to send.
    [[nodiscard]] std::size_t place_count() const { return turns_.size(); }
    [[nodiscard]] bool is_empty() const { return turns_.empty(); }
    /// The first message of the place whose turn it is; that place goes to the end of the line.
    [[nodiscard]] std::optional<MessageNumber> next_turn();
    /// The message of `place` that goes next.
    [[nodiscard]] std::optional<MessageNumber> first_of(const chat::Place& place) const;
    /// `number`, which is the first of its place, needs no more turns.
    void finish(const chat::Place& place, MessageNumber number);

  private:
    std::map<chat::Place, std::deque<MessageNumber>> waiting_;
    std::deque<chat::Place> turns_;
};

} // namespace peerdesk::irc
