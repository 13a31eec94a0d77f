// SPDX-License-Identifier: MIT
// The long poll that brings everything. Its offset tells the server what we have, so the next one
// is asked only when what the last one brought is committed.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/updates/answer_body.hpp"
#include "adapters/telegram/verdict.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace peerdesk::telegram {

/// What reading an answer came to.
struct Progress {
    bool is_news = false;   ///< there was something new, or the offset is another
    bool is_broken = false; ///< there was something, and no update with an id
};

class PollLoop {
  public:
    static constexpr std::size_t limit = 100; ///< the server gives no more at once
    /// How much later than the server our own patience ends.
    static constexpr std::chrono::seconds patience{15};
    /// Between two polls of a server that answers at once without news.
    static constexpr std::chrono::milliseconds idle_gap{1'000};

    explicit PollLoop(SessionContext& context);

    void ask(net::Instant now);
    /// What to take in; nothing after a failure. `on_taken` must follow what there is.
    [[nodiscard]] std::optional<AnswerBody> on_answer(const Answer& answer, net::Instant now);
    void on_taken(const Progress& progress, net::Instant now);
    void on_webhook_answer(const Answer& answer, net::Instant now);
    /// All that the last answer brought is committed.
    void on_committed();
    /// Whether a broken answer came too often, though updates were asked for one by one: nothing
    /// in it will ever be readable. Told once.
    [[nodiscard]] bool take_stuck();

    /// Nothing is asked any more but what tells the server, once, what is committed.
    void stop() { is_stopped_ = true; }
    [[nodiscard]] bool is_over() const;
    void ask_goodbye();
    void on_goodbye_answer() { goodbye_ = Goodbye::said; }

    /// What the last failure was; empty: none, or told before.
    [[nodiscard]] std::string take_trouble();
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    enum class Stage { idle, asked, reading };
    enum class Goodbye { unsaid, asked, said };
    void on_failed(const Answer& answer, const Verdict& verdict, net::Instant now);
    void on_conflict(const Verdict& verdict, net::Instant now);
    [[nodiscard]] const std::string& offset() const { return context_.book.stored("offset"); }

    SessionContext& context_;
    Retry retry_;
    Stage stage_ = Stage::idle;
    Goodbye goodbye_ = Goodbye::unsaid;
    net::SteadyTime asked_at_{};
    std::optional<std::string> told_offset_; ///< what the server was told last, as far as we know
    bool has_asked_ = false;
    std::size_t idle_answers_ = 0; ///< in a row
    std::size_t broken_ = 0;       ///< in a row
    bool is_catching_up_ = true;   ///< the next answer shall come at once
    bool is_webhook_set_ = false;
    bool is_stopped_ = false;
    std::string trouble_;
};

} // namespace peerdesk::telegram
