// SPDX-License-Identifier: MIT
// Events on their way into the inbox. While the inbox is full they are kept here, in order.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace peerdesk::irc {

class InboxFeeder {
  public:
    /// @param sink borrowed
    InboxFeeder(std::string network, chat::InboxSink& sink)
        : network_(std::move(network)), sink_(sink) {}

    void add(std::vector<chat::Event> events);
    void add(chat::StateChange change) { state_.push_back(std::move(change)); }
    /// Offers everything, in batches; whether nothing is left.
    bool offer();
    [[nodiscard]] std::size_t held_count() const { return held_.size(); }
    [[nodiscard]] bool is_empty() const { return held_.empty() && state_.empty(); }

  private:
    std::string network_;
    chat::InboxSink& sink_;
    std::deque<chat::Event> held_;
    std::vector<chat::StateChange> state_;
};

} // namespace peerdesk::irc
