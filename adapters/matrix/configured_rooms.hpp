// SPDX-License-Identifier: MIT
// The rooms the operator named: being in each of them, under the name the configuration gave, no
// matter which room is behind it today.
#pragma once

#include "adapters/matrix/destination.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

class ConfiguredRooms {
  public:
    ConfiguredRooms(SessionContext& context, Rooms& rooms);

    [[nodiscard]] Destination destination(std::string_view folded) const;
    /// Whether a room that we do not know yet may turn out to be one of these: a join is on its
    /// way, or its answer was lost.
    [[nodiscard]] bool may_be_inside() const;
    [[nodiscard]] bool has_unknown() const;

    /// A sync showed us inside it.
    void on_joined(const Room& room, net::Instant now);
    /// A sync showed us outside: we left, were removed or banned.
    void on_removed(const Room& room, bool is_ban, const std::string& reason, net::Instant now);
    /// It was upgraded, and its successor does not let us in.
    void on_ended(const Room& room, net::Instant now);
    /// It is encrypted, now or since long.
    void on_encrypted(const Room& room, net::Instant now);
    /// We were asked into it: the next try may work at once.
    void on_invited();
    /// The room behind the name is another one now (an upgrade).
    void move(const std::string& folded, const std::string& new_room, net::Instant now);
    /// A message was refused there because we may not write.
    void on_cannot_write(const std::string& folded, const std::string& words);

    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    /// The rooms that joins led to since the last call.
    [[nodiscard]] std::vector<std::string> take_settled() { return std::exchange(settled_, {}); }
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    enum class Standing { unknown, joined, closed };
    enum class Step {
        join,
        knock,
        look, ///< where its name leads, since the room we know is gone
    };
    /// Whoever removed us shall not see us come back at once.
    static constexpr std::chrono::milliseconds rejoin_after_first{30'000};
    struct Entry {
        Entry(const std::string& as_written, Retry first)
            : written(as_written), folded(folded_room(as_written)), retry(first) {}
        std::string written; ///< as configured; aliases keep their case
        std::string folded;
        std::string room; ///< where it is; empty: not known
        Standing standing = Standing::unknown;
        std::string reason; ///< why closed
        Retry retry;
        RequestId asked = 0;
        bool is_answer_lost = false; ///< of the last join
        Step step = Step::join;
        bool is_knocking = false;
        bool is_finding_told = false;
        bool is_elsewhere_told = false;
        bool is_left = false; ///< banned or encrypted: not tried again in this run
        std::chrono::milliseconds rejoin_after = rejoin_after_first;
    };
    [[nodiscard]] Entry* find(std::string_view folded);
    [[nodiscard]] const Entry* find(std::string_view folded) const;
    void on_asked(Entry& entry, const Answer& answer, net::Instant now);
    void on_looked(Entry& entry, const Answer& answer, net::Instant now);
    void on_refused(Entry& entry, const Answer& answer, const ErrorAnswer& error, net::Instant now);
    void settle(Entry& entry, const std::string& room, net::Instant now);
    void open(Entry& entry, net::Instant now);
    void close(Entry& entry, const std::string& reason, net::Instant now);
    void tell(const Entry& entry, chat::PlaceState state, net::Instant now);

    SessionContext& context_;
    Rooms& rooms_;
    std::vector<Entry> entries_;
    std::vector<std::string> settled_;
};

} // namespace peerdesk::matrix
