// SPDX-License-Identifier: MIT
#include "adapters/irc/inbox_feeder.hpp"

#include <algorithm>
#include <iterator>

namespace peerdesk::irc {
namespace {

/// As many as the desk takes into one transaction.
constexpr std::size_t batch_events_max = 1'000;

} // namespace

void InboxFeeder::add(std::vector<chat::Event> events) {
    std::ranges::move(events, std::back_inserter(held_));
}

bool InboxFeeder::offer() {
    while (!is_empty()) {
        const auto count = static_cast<std::ptrdiff_t>(std::min(held_.size(), batch_events_max));
        chat::Batch batch;
        batch.network = network_;
        batch.state = state_;
        batch.events.assign(held_.begin(), held_.begin() + count);
        // The sink swallows what it refuses, so it is handed a copy.
        if (!sink_.offer(std::move(batch))) return false;
        held_.erase(held_.begin(), held_.begin() + count);
        state_.clear();
    }
    return true;
}

} // namespace peerdesk::irc
