// SPDX-License-Identifier: MIT
// Who we are: getMe, before anything else. Our id, not the token, is what stored state belongs to.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"

#include <string>

namespace peerdesk::telegram {

class Identity {
  public:
    explicit Identity(SessionContext& context);

    void ask(net::Instant now);
    void on_answer(const Answer& answer, net::Instant now);
    /// Somebody was told that the token is no good: it is asked again, later.
    void on_token_refused(const std::string& words, net::Instant now);

    [[nodiscard]] bool is_known() const { return is_known_; }
    [[nodiscard]] bool hears_everything() const { return hears_everything_; }
    /// Why we are not known; empty before the first answer.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    void on_failed(Finding finding);
    void settle(std::int64_t id);

    SessionContext& context_;
    Retry retry_;
    bool is_allowed_ = true; ///< the way there is encrypted, or need not be
    bool is_asked_ = false;
    bool is_known_ = false;
    bool hears_everything_ = false;
    std::string trouble_;
};

} // namespace peerdesk::telegram
