// SPDX-License-Identifier: MIT
// One connection to an IRC server, without a socket: feed it what arrived and the time, take what
// to write and what happened. The same input gives the same output. Its parts each know one
// subject; the table in dispatch.cpp says which line goes to which.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/irc/cap_negotiation.hpp"
#include "adapters/irc/channel_joins.hpp"
#include "adapters/irc/inbound.hpp"
#include "adapters/irc/inquiries.hpp"
#include "adapters/irc/keep_alive.hpp"
#include "adapters/irc/line_splitter.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/nick_keeper.hpp"
#include "adapters/irc/outbound.hpp"
#include "adapters/irc/presence.hpp"
#include "adapters/irc/registration.hpp"
#include "adapters/irc/roster.hpp"
#include "adapters/irc/sasl_login.hpp"
#include "adapters/irc/sightings.hpp"
#include "adapters/net/token_bucket.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

/// The parts of a session, as the dispatch table sees them.
struct SessionParts {
    SessionParts(const NetworkConfig& config, std::uint64_t epoch, bool is_tls,
                 net::Random& random);
    SessionParts(const SessionParts&) = delete;
    SessionParts& operator=(const SessionParts&) = delete;

    LinkState link;
    CapNegotiation caps;
    SaslLogin login;
    NickKeeper nick;
    Registration registration;
    KeepAlive keep_alive;
    Roster roster;
    Presence presence;
    Inquiries inquiries;
    Sightings sightings;
    ChannelJoins joins;
    Inbound inbound;
    Outbound outbound;
};

class IrcSession {
  public:
    /// @param config outlives the session
    /// @param epoch this network's connection counter; never used before
    IrcSession(const NetworkConfig& config, std::uint64_t epoch, bool is_tls, net::Random& random);

    void connected(net::Instant now);
    void receive(std::string_view bytes, net::Instant now);
    /// To be called at `next_wake`; harmless at any other time.
    void tick(net::Instant now);
    void deliver(std::vector<chat::Outbound> messages, net::Instant now);
    /// The next bytes for the socket, as many lines as the rate allows; empty: nothing now. What
    /// was taken counts as leaving until `written` or `disconnected` is called.
    [[nodiscard]] std::string take_bytes(net::Instant now);
    void written(net::Instant now);
    void disconnected(std::string_view reason, net::Instant now);
    /// From now on nobody's messages are wanted; proofs still are.
    void stop_inbound() { parts_.inbound.stop(); }
    /// Says goodbye. Nothing else leaves after that; closing the socket is the owner's.
    void quit(std::string_view text, net::Instant now);

    [[nodiscard]] std::vector<chat::Event> take_events();
    [[nodiscard]] std::vector<Finding> take_findings();
    /// Set once the connection should be closed.
    [[nodiscard]] const std::optional<Closing>& closing() const { return parts_.link.closing; }
    [[nodiscard]] net::SteadyTime next_wake(net::Instant now) const;
    /// Logged in, channels joined or refused.
    [[nodiscard]] bool is_up() const { return parts_.link.is_up; }
    /// Nothing to send and nothing to be proved.
    [[nodiscard]] bool is_idle() const;
    [[nodiscard]] chat::Capabilities capabilities() const;

  private:
    void on_line(std::string_view line);
    /// The next line that obeys the rate; empty: none. Control and messages take turns.
    [[nodiscard]] std::string next_line();
    void advance();

    SessionParts parts_;
    net::TokenBucket bucket_;
    LineSplitter splitter_;
    bool is_quitting_ = false;
    bool is_control_turn_ = true;
};

} // namespace peerdesk::irc
