// SPDX-License-Identifier: MIT
// Lines that left and what the server said about them. A label (labeled-response) ties an echo or
// an error to its line; without labels the oldest unproved line to the same target is meant.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/turn_queue.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::irc {

/// A line whose proof is awaited.
struct Flight {
    MessageNumber message = 0;
    std::string label;  ///< empty where the server has no labels
    std::string target; ///< folded
    net::SteadyTime deadline{};
};

class DeliveryProofs {
  public:
    explicit DeliveryProofs(LinkState& link) : link_(link) {}

    /// Notes a line about to leave. @return its label, empty where the server knows none.
    [[nodiscard]] std::string depart(MessageNumber message, std::string_view target);
    /// The flight that this line, which is an echo or an error, speaks of; it has landed then.
    /// @param target whom the line names; may be empty
    [[nodiscard]] std::optional<Flight> land(const IrcMessage& message, std::string_view target);
    /// BATCH: remembers which label a labeled-response batch carries. At its end: the flight it was
    /// for, if nothing in it spoke of it.
    [[nodiscard]] std::optional<Flight> on_batch(const IrcMessage& message);
    /// The next flight nobody spoke of in time.
    [[nodiscard]] std::optional<Flight> next_overdue();
    /// No more is wanted of this message's lines.
    void forget(MessageNumber message);
    [[nodiscard]] bool is_empty() const { return flights_.empty(); }
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const;

  private:
    [[nodiscard]] std::string label_of(const IrcMessage& message) const;
    [[nodiscard]] std::optional<Flight> take(std::deque<Flight>::iterator flight);

    LinkState& link_;
    std::deque<Flight> flights_;                              ///< oldest first
    std::map<std::string, std::string, std::less<>> batches_; ///< reference -> label
    std::uint64_t label_number_ = 0;
};

} // namespace peerdesk::irc
