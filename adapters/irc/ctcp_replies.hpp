// SPDX-License-Identifier: MIT
// CTCP: the few questions programs ask each other inside a PRIVMSG. Answered by NOTICE only, and
// not often (modern-irc, CTCP appendix).
#pragma once

#include "adapters/irc/link_state.hpp"
#include "adapters/net/token_bucket.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::irc {

struct Ctcp {
    std::string_view verb;
    std::string_view text;
};

/// The CTCP in a message's text, if it is one. A missing final \x01 is accepted.
[[nodiscard]] std::optional<Ctcp> parse_ctcp(std::string_view text);

class CtcpReplies {
  public:
    explicit CtcpReplies(LinkState& link);

    /// Answers VERSION, PING and CLIENTINFO; anything else gets silence.
    void on_request(std::string_view nick, const Ctcp& request);

  private:
    void reply(std::string_view nick, std::string_view verb, std::string_view text);

    LinkState& link_;
    net::TokenBucket allowance_;
};

} // namespace peerdesk::irc
