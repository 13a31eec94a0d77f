// SPDX-License-Identifier: MIT
// What waits to be sent to one chat, in order. Plain data of the send lanes.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/http_session/session.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/token_bucket.hpp"
#include "adapters/telegram/calls/calls.hpp"
#include "adapters/telegram/exchange.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram {

/// One message on its way.
struct SendJob {
    chat::Outbound message;
    std::vector<Call> calls; ///< made when its turn comes
    std::size_t next = 0;    ///< the call to make now
    std::string first_id;    ///< remote id of the first message that was made
    bool is_prepared = false;
    bool was_mended = false;                   ///< changed after a refusal, once
    std::deque<chat::Attachment> files_to_get; ///< of other networks
    std::vector<Call> uploads;                 ///< what became of them
    http_session::FileId file_id = 0;          ///< the one we wait for; 0: none
    std::size_t tries = 0;                     ///< of an answer to a press
};

struct SendLane {
    SendLane(chat::Place of, Retry first, net::TokenBucket limit)
        : place(std::move(of)), retry(first), bucket(limit) {}

    chat::Place place;
    std::deque<SendJob> jobs;
    Retry retry;
    net::TokenBucket bucket; ///< messages that the chat takes
    std::int64_t chat = 0;   ///< of the call in flight
};

} // namespace peerdesk::telegram
