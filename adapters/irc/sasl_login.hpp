// SPDX-License-Identifier: MIT
// Logging in to the configured services account by SASL PLAIN, during registration or later, when
// services come back. The password leaves only over TLS unless the operator said otherwise.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"

#include <optional>
#include <string>

namespace peerdesk::irc {

class SaslLogin {
  public:
    explicit SaslLogin(LinkState& link) : link_(link) {}

    /// After any change of capabilities, once negotiation is settled: starts, or waits for
    /// services, or treats a capability that went away midway as a refusal to be tried again.
    void advance();
    void on_authenticate(const IrcMessage& message);
    void on_logged_in(const IrcMessage& message);  ///< 900
    void on_logged_out();                          ///< 901
    void on_success();                             ///< 903, 907
    void on_failure(const IrcMessage& message);    ///< 902, 904, 905, 906
    void on_mechanisms(const IrcMessage& message); ///< 908
    void tick();

    /// Whether CAP END has to wait for us.
    [[nodiscard]] bool is_running() const {
        return state_ == State::asked || state_ == State::answered;
    }
    /// The server offers no login now; services may come back.
    [[nodiscard]] bool is_waiting() const { return state_ == State::waiting; }
    /// Whether joining has to wait: an account is configured and not confirmed.
    [[nodiscard]] bool is_awaited() const {
        return !link_.config.account.empty() && !link_.is_logged_in;
    }
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const;

  private:
    enum class State { idle, waiting, asked, answered, done };

    void start();
    void refuse(FindingCode code, std::string detail);

    LinkState& link_;
    State state_ = State::idle;
    net::SteadyTime deadline_{};
};

/// The lines that carry `payload`: base64 in chunks of 400 bytes, and "+" after a full last chunk
/// or for nothing at all (sasl-3.1.md).
[[nodiscard]] std::vector<std::string> authenticate_chunks(std::string_view payload);

} // namespace peerdesk::irc
