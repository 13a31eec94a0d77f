// SPDX-License-Identifier: MIT
#include "adapters/irc/turn_queue.hpp"

#include <algorithm>

namespace peerdesk::irc {

void TurnQueue::push(const chat::Place& place, MessageNumber number) {
    std::deque<MessageNumber>& queue = waiting_[place];
    if (queue.empty()) turns_.push_back(place);
    queue.push_back(number);
}

std::optional<MessageNumber> TurnQueue::next_turn() {
    if (turns_.empty()) return std::nullopt;
    chat::Place place = std::move(turns_.front());
    turns_.pop_front();
    const MessageNumber number = waiting_.find(place)->second.front();
    turns_.push_back(std::move(place));
    return number;
}

std::optional<MessageNumber> TurnQueue::first_of(const chat::Place& place) const {
    const auto found = waiting_.find(place);
    if (found == waiting_.end()) return std::nullopt;
    return found->second.front();
}

void TurnQueue::finish(const chat::Place& place, MessageNumber number) {
    const auto found = waiting_.find(place);
    if (found == waiting_.end()) return;
    std::erase(found->second, number);
    if (!found->second.empty()) return;
    waiting_.erase(found);
    std::erase(turns_, place);
}

} // namespace peerdesk::irc
