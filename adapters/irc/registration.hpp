// SPDX-License-Identifier: MIT
// From the first byte to a server that knows us: CAP LS, NICK, USER, CAP END, 001, end of MOTD.
#pragma once

#include "adapters/irc/cap_negotiation.hpp"
#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/nick_keeper.hpp"
#include "adapters/irc/sasl_login.hpp"

#include <optional>

namespace peerdesk::irc {

class Registration {
  public:
    Registration(LinkState& link, CapNegotiation& caps, SaslLogin& login, NickKeeper& nick)
        : link_(link), caps_(caps), login_(login), nick_(nick) {}

    void start();
    /// After anything that may let us go on: logs in, then ends the negotiation.
    void advance();
    void on_welcome(const IrcMessage& message);         ///< 001
    void on_server_info(const IrcMessage& message);     ///< 004: user modes, for bot mode
    void on_end_of_greeting();                          ///< 376, 422: ISUPPORT has been said by now
    void on_unknown_command(const IrcMessage& message); ///< 421
    void tick();

    /// Registered, greeted, and logged in where that is configured: time to join.
    [[nodiscard]] bool is_done() const { return is_greeted_ && !login_.is_awaited(); }
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const;

  private:
    LinkState& link_;
    CapNegotiation& caps_;
    SaslLogin& login_;
    NickKeeper& nick_;
    net::SteadyTime deadline_{};
    net::SteadyTime ask_again_at_{}; ///< for services, once registered without a login
    bool is_cap_ended_ = false;
    bool is_greeted_ = false;
    bool has_user_mode_b_ = false;
};

} // namespace peerdesk::irc
