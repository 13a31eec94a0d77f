// SPDX-License-Identifier: MIT
// From a configuration to a token that works: where the homeserver is, what it speaks, who we are
// there. No sockets: requests out, answers and time in, one request at a time.
#pragma once

#include "adapters/matrix/answer_findings.hpp"
#include "adapters/matrix/config.hpp"
#include "adapters/matrix/credentials.hpp"
#include "adapters/matrix/discovery.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/findings.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/net/back_off.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

/// A configured token is used as it is and never replaced by a password. Otherwise the stored
/// token, else a login by password, as the device we were before unless the server ended that.
class Login {
  public:
    using Stored = Credentials::Stored;

    /// Borrows `config` and `random`. @param stored the adapter's state; other keys are ignored
    Login(const NetworkConfig& config, const Stored& stored, net::Random& random);

    /// The request to make now, if any, at `base_url()`; the caller numbers it. None while one is
    /// open, a commit is awaited or a pause lasts.
    [[nodiscard]] std::optional<Request> next_request(net::Instant now);
    /// The answer to the request that is open.
    void on_answer(const Answer& answer, net::Instant now);
    /// Another request was told that the token is not good; told again before `is_ready()` it
    /// changes nothing.
    void on_unknown_token(bool is_soft_logout, net::Instant now);

    /// Whether other requests may be made with `access_token()`.
    [[nodiscard]] bool is_ready() const { return step_ == Step::ready; }
    [[nodiscard]] const std::string& user() const { return credentials_.held().user; }
    [[nodiscard]] const std::string& access_token() const;
    /// Changes while the homeserver is looked up: ask again for each request.
    [[nodiscard]] const std::string& base_url() const { return discovery_.base_url(); }
    /// When the present token was obtained: transaction ids from before it may not be known.
    [[nodiscard]] std::int64_t token_since_ms() const { return credentials_.held().since_ms; }

    /// To be committed in order, as one batch, and `on_committed` called once for each that is not
    /// empty. Tokens in it are sealed.
    [[nodiscard]] std::vector<chat::StateChange> take_state() {
        return credentials_.take_changes();
    }
    void on_committed();

    /// When `next_request` will have something by itself; the greatest time when never.
    [[nodiscard]] net::SteadyTime next_wake() const;
    [[nodiscard]] std::vector<Finding> take_findings() { return std::exchange(findings_, {}); }

  private:
    static constexpr std::chrono::hours versions_interval{24};
    static constexpr std::chrono::hours versions_retry{1};

    enum class Step {
        find_address,
        ask_versions,
        check_token,
        ask_flows,
        log_in,
        refresh,
        commit,  ///< new tokens wait for it
        ready,   ///< refreshes ahead of time and asks for the versions daily
        stopped, ///< an operator must act, and start us again
    };

    [[nodiscard]] Request request_for(Step step) const;
    /// What a session that is ready does beside.
    [[nodiscard]] std::optional<Step> due_step(net::SteadyTime now) const;
    [[nodiscard]] bool has_configured_token() const { return !config_->access_token.empty(); }

    void on_versions(const Answer& answer, net::Instant now);
    void on_whoami(const Answer& answer, net::Instant now);
    void on_flows(const Answer& answer, net::Instant now);
    void on_login(const Answer& answer, net::Instant now);
    void on_refresh(const Answer& answer, net::Instant now);
    /// An answer beside a session that is ready: what fails is tried again later, quietly.
    void on_answer_beside(Step asked, const Answer& answer, net::Instant now);

    /// Handles what may happen to any request. @return whether it did
    bool is_in_trouble(const Answer& answer, net::Instant now);
    void restart();
    void start_session(net::Instant now);
    void on_token_refused(const Answer& answer, net::Instant now);
    void lose_session(bool is_soft_logout, std::string words, net::Instant now);
    void log_in_anew(std::string words, net::Instant now);
    [[nodiscard]] std::optional<Held> refreshed(const Answer& answer, net::Instant now) const;
    void hold(Held next, net::Instant now);
    void become_ready();
    void plan_refresh(const Held& held, net::Instant now);
    void fail(Finding finding, net::Instant now);
    /// The same where nothing will change soon.
    void fail_for_long(Finding finding, net::Instant now);
    void stop(Finding finding);
    [[nodiscard]] static std::string_view name_of(Step step);

    const NetworkConfig* config_;
    Credentials credentials_;
    Discovery discovery_;
    Retry retry_;
    net::BackOff logins_; ///< of sessions that the server ends soon after they began
    Step step_ = Step::find_address;
    std::optional<Step> asked_; ///< what the open request is about
    bool is_v1_refresh_ = false;
    bool is_new_device_ = false;
    bool was_told_unreadable_ = false;
    net::SteadyTime versions_at_ = net::SteadyTime::max();
    net::SteadyTime refresh_at_ = net::SteadyTime::max();
    std::vector<Finding> findings_;
};

} // namespace peerdesk::matrix
