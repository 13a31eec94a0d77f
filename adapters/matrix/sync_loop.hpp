// SPDX-License-Identifier: MIT
// The long poll that brings everything. The next one is asked only when what the last one brought
// is committed, since asking tells the server that we have it.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace peerdesk::matrix {

class SyncLoop {
  public:
    static constexpr std::chrono::milliseconds poll{30'000};
    static constexpr std::chrono::milliseconds deadline{60'000};
    static constexpr std::size_t answer_bytes_max = 64UL << 20U;
    /// Between two syncs of a server that answers at once without news.
    static constexpr std::chrono::milliseconds idle_gap{50};
    /// After somebody's words are committed: how long we listen for what the desk says to them.
    static constexpr std::chrono::milliseconds desk_speaks_within{3};
    /// How long the next sync lets people's words on their way out go first, since the server
    /// works on one thing after the other.
    static constexpr std::chrono::milliseconds words_first_max{20};

    explicit SyncLoop(SessionContext& context);

    /// @param are_words_in_flight messages with people's words are not answered yet
    void ask(const std::string& filter, bool are_words_in_flight, net::Instant now);
    /// What to take in; nothing after a failure.
    [[nodiscard]] std::optional<SyncAnswer> on_answer(const Answer& answer, net::Instant now);
    /// All that the last answer brought is committed.
    void on_committed(net::Instant now);
    /// Nothing is asked any more.
    void stop() { is_stopped_ = true; }

    /// The link is there, as far as syncs tell.
    [[nodiscard]] bool is_up() const { return is_up_; }
    /// It was once, in this run.
    [[nodiscard]] bool was_up() const { return was_up_; }
    void go_up(const chat::Capabilities& capabilities, net::Instant now);
    void go_down(const std::string& reason, net::Instant now);
    /// The server does not know our filter (any more); told once.
    [[nodiscard]] bool take_filter_doubt();
    [[nodiscard]] bool is_first() const { return since().empty(); }
    [[nodiscard]] const std::string& since() const { return context_.book.stored("since"); }
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    enum class Stage { idle, asked, reading };
    void on_failed(const Answer& answer, net::Instant now);
    void pace_idle(const SyncAnswer& answer, net::Instant now);
    [[nodiscard]] bool lets_words_go_first(bool are_words_in_flight, net::SteadyTime now);

    SessionContext& context_;
    Retry retry_;
    Stage stage_ = Stage::idle;
    net::SteadyTime asked_at_{};
    net::SteadyTime committed_at_{};
    net::SteadyTime waits_until_{};  ///< so that people's words go first
    bool has_brought_words_ = false; ///< the last answer
    std::size_t idle_answers_ = 0;
    std::size_t unreadable_ = 0;
    bool is_catching_up_ = true; ///< the next answer shall come at once
    bool is_up_ = false;
    bool was_up_ = false;
    bool is_down_told_ = false;
    bool is_filter_doubted_ = false;
    bool is_stopped_ = false;
};

} // namespace peerdesk::matrix
