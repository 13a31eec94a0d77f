// SPDX-License-Identifier: MIT
// Whose turn it is to send: first come, first served, but a program's own lines let people's words
// of other places go first, and alone. A homeserver works on one thing after the other, so a line
// that leaves together with somebody's words makes those late.
#pragma once

#include "adapters/matrix/place_queue.hpp"
#include "adapters/net/clock.hpp"

#include <chrono>
#include <deque>

namespace peerdesk::matrix {

class SendTurns {
  public:
    /// The longest that a place without words lets others go first, from its first message to its
    /// last.
    static constexpr std::chrono::milliseconds yield_max{250};

    void push_back(PlaceQueue& queue) { line_.push_back(&queue); }
    void push_front(PlaceQueue& queue) { line_.push_front(&queue); }
    [[nodiscard]] bool is_empty() const { return line_.empty(); }
    void clear() { line_.clear(); }

    /// The next place, out of the line; null when it is nobody's turn yet.
    /// @param are_words_in_flight a request with people's words is not answered yet
    [[nodiscard]] PlaceQueue* take(bool are_words_in_flight, net::SteadyTime now);
    /// When `take` may give one by time alone; asked after it, of a line that is not empty.
    [[nodiscard]] net::SteadyTime wake(bool are_words_in_flight) const;

  private:
    [[nodiscard]] bool are_words_in_line() const;

    std::deque<PlaceQueue*> line_;
};

} // namespace peerdesk::matrix
