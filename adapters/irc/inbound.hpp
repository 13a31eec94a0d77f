// SPDX-License-Identifier: MIT
// From a PRIVMSG to a MessageReceived: who said it, where, to whom, in plain text. What may not be
// attributed yet waits here until the server has said who it is.
#pragma once

#include "adapters/irc/ctcp_replies.hpp"
#include "adapters/irc/inquiries.hpp"
#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/irc/roster.hpp"
#include "adapters/irc/sightings.hpp"

#include <cstddef>
#include <deque>
#include <set>
#include <string>

namespace peerdesk::irc {

class Inbound {
  public:
    Inbound(LinkState& link, Roster& roster, Sightings& sightings)
        : link_(link), roster_(roster), sightings_(sightings), ctcp_(link) {}

    /// Anybody's PRIVMSG but our own echo. NOTICE is never read: whoever answers one makes loops.
    void on_privmsg(const IrcMessage& message);
    void on_batch(const IrcMessage& message);
    /// The server said who `answer.nick` is, after Sightings has judged it.
    void on_answer(const WhoisAnswer& answer);
    /// From now on messages are dropped: nobody would handle them.
    void stop() { is_stopped_ = true; }

  private:
    /// A message that waits for its author.
    struct Held {
        std::string source;
        bool is_bot = false;
        bool has_account_tag = false;
        std::string account;
        chat::Event event; ///< without author; a direct place without id
    };

    [[nodiscard]] bool is_worth_reading(const IrcMessage& message) const;
    [[nodiscard]] chat::Event event_of(const IrcMessage& message, std::string_view text) const;
    void attribute(Held held, User& user);

    LinkState& link_;
    Roster& roster_;
    Sightings& sightings_;
    CtcpReplies ctcp_;
    std::deque<Held> held_;
    std::set<std::string, std::less<>> playbacks_; ///< open chathistory batches
    bool is_stopped_ = false;
};

} // namespace peerdesk::irc
