// SPDX-License-Identifier: MIT
// Looking for an event of ours that may have been sent long ago. Servers forget a transaction id
// after a day, and with the token it was used under; the id in the event's content stays.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace peerdesk::matrix {

/// How long a server surely knows a transaction id. Synapse forgets it after 24 h.
inline constexpr std::chrono::hours transaction_known_for{23};

class OldSends {
  public:
    static constexpr std::size_t pages_max = 50;
    /// Clocks of different machines differ by less than this.
    static constexpr std::chrono::minutes clock_slack{10};

    /// Transaction id to event id, of all the parts of a message that are there.
    using Found = std::map<std::string, std::string>;

    explicit OldSends(SessionContext& context) : context_(context) {}

    /// Begins looking back from now for `txn` and its further parts, until before `created`.
    void look(const std::string& txn, const std::string& room_id, net::WallTime created);
    /// Asks the next page of each search that is due.
    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    /// What a finished search came to; nothing while it goes on. Forgets it then.
    [[nodiscard]] std::optional<Found> take(const std::string& txn);
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    struct Search {
        explicit Search(Retry first) : retry(first) {}
        std::string room_id;
        net::WallTime until;
        std::string from; ///< empty: the newest
        std::size_t pages = 0;
        Found found;
        bool is_over = false;
        Retry retry;
        RequestId asked = 0;
    };
    void read(const std::string& txn, Search& search, const std::string& body, net::Instant now);

    SessionContext& context_;
    std::map<std::string, Search> searches_; ///< by transaction id
};

} // namespace peerdesk::matrix
