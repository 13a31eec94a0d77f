// SPDX-License-Identifier: MIT
#include "adapters/matrix/send_turns.hpp"

#include <algorithm>

namespace peerdesk::matrix {

bool SendTurns::are_words_in_line() const {
    return std::ranges::any_of(line_, &PlaceQueue::has_words);
}

PlaceQueue* SendTurns::take(bool are_words_in_flight, net::SteadyTime now) {
    const bool are_words_about = are_words_in_flight || are_words_in_line();
    const auto yields = [&](PlaceQueue* queue) {
        if (!are_words_about || queue->has_words()) return false;
        if (queue->yields_until == net::SteadyTime{}) queue->yields_until = now + yield_max;
        return now < queue->yields_until;
    };
    const auto found = std::ranges::find_if_not(line_, yields);
    if (found == line_.end()) return nullptr;
    PlaceQueue* queue = *found;
    line_.erase(found);
    return queue;
}

net::SteadyTime SendTurns::wake(bool are_words_in_flight) const {
    net::SteadyTime wake = net::SteadyTime::max();
    const bool are_words_about = are_words_in_flight || are_words_in_line();
    for (const PlaceQueue* queue : line_) {
        const bool yields = are_words_about && !queue->has_words();
        wake = std::min(wake, yields ? queue->yields_until : net::SteadyTime{});
    }
    return wake;
}

} // namespace peerdesk::matrix
