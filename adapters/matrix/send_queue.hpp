// SPDX-License-Identifier: MIT
// Messages on their way out: in order within a place, one request at a time; places in parallel,
// each in its turn, people's words first. Nothing is given up but what the server refuses.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/matrix/destination.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/old_sends.hpp"
#include "adapters/matrix/place_queue.hpp"
#include "adapters/matrix/send_pace.hpp"
#include "adapters/matrix/send_turns.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/matrix/thread_ends.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

/// What the queue asks of those who know the rooms.
struct RoomGuide {
    std::function<Destination(const chat::Place&, net::Instant)> destination;
    /// The server says that we are not in this room.
    std::function<void(const std::string& room, net::Instant)> on_outside;
    std::function<void(const chat::Place&, const std::string& words)> on_cannot_write;
};

class CarriedFiles;

class SendQueue {
  public:
    SendQueue(SessionContext& context, ThreadEnds& threads, CarriedFiles& files, RoomGuide guide);

    void start(net::Instant now) { started_ = now.wall; }
    void deliver(std::vector<chat::Outbound> messages);
    /// What waited for a room or a search is looked at again.
    void wake_waiting();
    /// Whether the syncs work. When they do again, there is no more waiting for the server.
    void set_link(bool is_up) {
        if (is_up && !std::exchange(is_link_up_, is_up)) pace_.on_good();
        is_link_up_ = is_up;
    }

    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    void on_search_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;
    /// Messages not yet reported.
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t in_flight() const { return in_flight_.size(); }
    /// Whether a request that carries people's words, or clears their way, is not answered yet.
    [[nodiscard]] bool are_words_in_flight() const;
    /// Reports everything left: what may have been sent as unknown, the rest as returned.
    void give_up(net::Instant now);

  private:
    PlaceQueue& queue_of(const chat::Place& place);
    void begin(PlaceQueue& queue, net::Instant now);
    [[nodiscard]] bool needs_search(const SendJob& job, net::Instant now) const;
    /// Whether the files of the message can be sent here; where not, it waits or is finished.
    bool has_files(PlaceQueue& queue, net::Instant now);
    /// Whether there is a part left to send.
    bool prepare(SendJob& job);
    void put_request(PlaceQueue& queue, SendJob& job);
    void on_part_sent(PlaceQueue& queue, const std::string& event_id, net::Instant now);
    void on_refused(PlaceQueue& queue, const Answer& answer, const ErrorAnswer& error,
                    net::Instant now);
    void finish(PlaceQueue& queue, chat::Delivery delivery, std::string remote_id,
                std::string reason, net::Instant now);
    [[nodiscard]] bool may_report_soon(const PlaceQueue& queue) const;
    void hold(PlaceQueue& queue);
    void next(PlaceQueue& queue);

    SessionContext& context_;
    ThreadEnds& threads_;
    CarriedFiles& files_;
    RoomGuide guide_;
    OldSends searches_;
    SendPace pace_;
    net::WallTime started_{};
    std::map<chat::Place, PlaceQueue> queues_;
    SendTurns turns_;                                  ///< have a message and nothing in their way
    std::vector<PlaceQueue*> waiting_;                 ///< for a room or a search
    std::multimap<net::SteadyTime, PlaceQueue*> held_; ///< until a time
    std::unordered_map<RequestId, PlaceQueue*> in_flight_;
    std::size_t size_ = 0;
    bool is_link_up_ = false;
    bool is_limit_told_ = false;
};

} // namespace peerdesk::matrix
