// SPDX-License-Identifier: MIT
// Reading what a sync left out of a room's timeline, page by page, backwards.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

struct Gap {
    std::string room;
    std::string from; ///< where the timeline begins
    std::string to;   ///< what we had before; empty: not bounded by it
    /// Stops at the latest event by which we were asked in, or got in.
    bool until_our_invitation = false;
    bool until_our_join = false;
};

class GapFiller {
  public:
    static constexpr std::size_t pages_max = 200;
    static constexpr std::size_t parallel_max = 4;

    explicit GapFiller(SessionContext& context) : context_(context) {}

    void fill(Gap gap);
    [[nodiscard]] bool is_idle() const { return filling_.empty(); }
    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);

    struct Filled {
        std::string room;
        std::vector<RoomEvent> events;  ///< oldest first
        std::vector<RoomEvent> members; ///< of those who speak in them
    };
    [[nodiscard]] std::vector<Filled> take_filled();
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    struct Filling {
        Filling(Gap what, Retry first) : gap(std::move(what)), retry(first) {}
        Gap gap;
        std::vector<RoomEvent> events; ///< newest first
        std::vector<RoomEvent> members;
        std::size_t pages = 0;
        std::size_t refusals = 0;
        Retry retry;
        RequestId asked = 0;
    };
    /// Whether that was all.
    bool take(Filling& filling, MessagePage page);
    void finish(std::map<std::string, Filling>::iterator at);

    SessionContext& context_;
    std::map<std::string, Filling> filling_; ///< by room
    std::vector<Filled> filled_;
};

} // namespace peerdesk::matrix
