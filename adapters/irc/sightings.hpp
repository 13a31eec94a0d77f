// SPDX-License-Identifier: MIT
// Whether the nick we know is still the person we know. In a common channel or under MONITOR the
// server tells us; otherwise we ask WHOIS and compare when they signed on. A private answer goes
// out only when this says `clear`.
#pragma once

#include "adapters/irc/inquiries.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/roster.hpp"

namespace peerdesk::irc {

enum class Sight {
    clear,  ///< it is them
    asking, ///< the server has been asked; wait
    gone,   ///< it cannot be shown that it is them
};

class Sightings {
  public:
    Sightings(LinkState& link, Roster& roster, Inquiries& inquiries)
        : link_(link), roster_(roster), inquiries_(inquiries) {}

    /// May we write to `user` now? Asks the server where only it can tell.
    [[nodiscard]] Sight look(User& user);
    /// A message came: may it be attributed to the user known by that nick? Where a
    /// known user turns out to be somebody else, they are forgotten here.
    [[nodiscard]] Sight hear(const IrcMessage& message);
    /// After the message was attributed: begin watching those whom no channel shows.
    void after_hearing(User& user);
    /// What WHOIS said; may forget a user.
    void on_answer(const WhoisAnswer& answer);

    void on_online(std::string_view target);     ///< one entry of 730
    void on_offline(std::string_view target);    ///< one entry of 731
    void on_list_full(std::string_view targets); ///< 734

  private:
    [[nodiscard]] bool is_recent(const User& user) const;
    [[nodiscard]] bool fits(const User& user, const WhoisAnswer& answer) const;
    [[nodiscard]] bool needs_account(const User& user) const;

    LinkState& link_;
    Roster& roster_;
    Inquiries& inquiries_;
};

} // namespace peerdesk::irc
