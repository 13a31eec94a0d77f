// SPDX-License-Identifier: MIT
// What waits to be sent to one place, in order. Plain data of the send queue.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/matrix/message_content.hpp"
#include "adapters/matrix/old_sends.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

/// One message on its way.
struct SendJob {
    chat::Outbound message;
    std::string txn;
    std::vector<EventContent> parts; ///< made when its turn comes
    std::size_t part = 0;            ///< the next to send
    std::string first_id;            ///< event id of the first part
    bool may_be_sent = false;        ///< a request left and nobody knows what became of it
    bool is_doubted = false;         ///< refused once, while the room may just be changing
    bool is_searched = false;        ///< a search is under way
    net::WallTime known_since{};     ///< the server knows its transaction from here on, if sent
    OldSends::Found found;
};

struct PlaceQueue {
    PlaceQueue(chat::Place of, Retry first) : place(std::move(of)), retry(first) {}

    /// Whether somebody's words are among what waits; whatever stands before them goes with them.
    [[nodiscard]] bool has_words() const { return words > 0; }

    chat::Place place;
    std::deque<SendJob> jobs;
    Retry retry;
    std::string room;               ///< of the request in flight
    std::size_t words = 0;          ///< jobs that carry a person's words
    net::SteadyTime yields_until{}; ///< lets others' words go first until then; zero: did not yet
};

} // namespace peerdesk::matrix
