// SPDX-License-Identifier: MIT
// The server's news about who is where, put into the roster: joins, parts, names, accounts.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/roster.hpp"

namespace peerdesk::irc {

/// Lines about ourselves are handled by ChannelJoins and NickKeeper; here they only change what
/// we can see.
class Presence {
  public:
    Presence(LinkState& link, Roster& roster) : link_(link), roster_(roster) {}

    /// Any line of a person: keeps account (account-tag), user and host fresh.
    void on_line(const IrcMessage& message);
    void on_join(const IrcMessage& message);
    void on_part(const IrcMessage& message);
    void on_kick(const IrcMessage& message);
    void on_quit(const IrcMessage& message); ///< KILL too
    void on_nick(const IrcMessage& message);
    void on_account(const IrcMessage& message);
    void on_chghost(const IrcMessage& message);
    void on_names(const IrcMessage& message);        ///< 353
    void on_end_of_names(const IrcMessage& message); ///< 366: asks who has which account
    void on_whox(const IrcMessage& message);         ///< 354

  private:
    LinkState& link_;
    Roster& roster_;
};

} // namespace peerdesk::irc
