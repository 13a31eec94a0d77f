// SPDX-License-Identifier: MIT
// Updates that the server brings by itself: the hook is set once, and each update is answered for
// when what it did is committed.
#pragma once

#include "adapters/http_session/session.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/update_intake.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace peerdesk::telegram {

class PushedUpdates {
  public:
    /// Updates not yet committed; for more the server has to wait.
    static constexpr std::size_t waiting_max = 200;

    PushedUpdates(SessionContext& context, UpdateIntake& intake)
        : context_(context), intake_(intake), retry_(context.retry()) {}

    /// Whether the operator wants updates brought.
    [[nodiscard]] bool is_wanted() const { return !context_.config.webhook_url.empty(); }
    void ask(net::Instant now);
    /// Whether the hook is set.
    [[nodiscard]] bool on_answer(const Answer& answer, net::Instant now);
    /// Why not, once for each failure.
    [[nodiscard]] std::string take_trouble() { return std::exchange(trouble_, {}); }
    [[nodiscard]] net::SteadyTime next_wake() const;

    /// @return false when it is to come again later
    bool take(const std::string& update, http_session::Kept answer, net::Instant now);
    void on_committed(std::uint64_t number);
    /// What is not committed comes again.
    void give_up();

  private:
    struct Waiting {
        std::uint64_t batch = 0;
        http_session::Kept answer;
    };
    SessionContext& context_;
    UpdateIntake& intake_;
    Retry retry_;
    std::deque<Waiting> waiting_;
    std::string trouble_;
    std::uint64_t committed_ = 0;
    bool is_asked_ = false;
    bool is_set_ = false;
};

} // namespace peerdesk::telegram
