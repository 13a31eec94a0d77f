// SPDX-License-Identifier: MIT
// Following a room into its successor. A tombstone is believed only from somebody who may set it,
// and the successor only when it says itself what it continues; otherwise anybody could lead the
// desk into a room of their own.
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

class Upgrades {
  public:
    static constexpr std::size_t waiting_max = 100;
    static constexpr std::size_t state_bytes_max = 64UL << 20U;

    /// Done: the old room continues in the new one.
    struct Move {
        std::string old_room;
        std::string new_room;
        std::vector<RoomEvent> state; ///< of the new room
    };

    explicit Upgrades(SessionContext& context);

    /// The room may have ended. What is true is looked up.
    void on_tombstone(const std::string& room_id);
    /// Whether `room_id` is the successor we want to get into.
    [[nodiscard]] bool is_expected(const std::string& room_id) const;
    enum class Progress {
        none,   ///< the room has not ended, as far as we know
        moving, ///< its end is being looked into
        stuck,  ///< its successor does not let us in
    };
    [[nodiscard]] Progress progress(const std::string& room_id) const;
    /// Some room's end is being looked into.
    [[nodiscard]] bool is_moving() const;
    /// We were asked into it: the next try may work at once.
    void on_invited(const std::string& room_id);
    /// Whether we may be in a successor that we do not know for sure yet.
    [[nodiscard]] bool may_be_inside() const;

    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;
    [[nodiscard]] std::vector<Move> take_moves();
    /// Old rooms whose successors do not let us in.
    [[nodiscard]] std::vector<std::string> take_stuck();

  private:
    enum class Step { look, join, check };
    struct Upgrade {
        explicit Upgrade(Retry first) : retry(first) {}
        Step step = Step::look;
        std::string sender; ///< of the tombstone
        std::string new_room;
        Retry retry;
        RequestId asked = 0;
        bool is_refused = false; ///< by the successor
    };
    using At = std::map<std::string, Upgrade>::iterator;
    void on_step(At at, const Answer& answer, net::Instant now);
    void on_looked(At at, const std::vector<RoomEvent>& state);
    void on_checked(At at, std::vector<RoomEvent> state);
    void drop(At at);

    SessionContext& context_;
    std::map<std::string, Upgrade> waiting_; ///< by old room
    std::vector<Move> moves_;
    std::vector<std::string> stuck_;
};

} // namespace peerdesk::matrix
