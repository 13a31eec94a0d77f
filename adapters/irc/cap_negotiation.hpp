// SPDX-License-Identifier: MIT
// IRCv3 capability negotiation, version 302: what is offered, asked, granted and taken back.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace peerdesk::irc {

class CapNegotiation {
  public:
    explicit CapNegotiation(LinkState& link) : link_(link) {}

    void start() { link_.send_now({"CAP", "LS", "302"}); }
    /// Any CAP line.
    void on_cap(const IrcMessage& message);
    /// 421 for CAP, or 001 before any CAP answer: a server of old.
    void on_unsupported() { is_settled_ = true; }
    /// The list came and every request of ours was answered.
    [[nodiscard]] bool is_settled() const { return is_settled_; }
    [[nodiscard]] bool is_offered(std::string_view name) const { return offered_.contains(name); }

  private:
    using Names = std::vector<std::string>;

    void read_offers(std::string_view list);
    void request_wanted();
    void request(Names names);
    void on_granted(std::string_view list, bool is_last);
    void on_refused();
    void on_removed(std::string_view list);
    void settle_if_answered();

    LinkState& link_;
    std::map<std::string, std::string, std::less<>> offered_;
    std::deque<Names> requests_; ///< asked and not yet answered, oldest first
    Names granted_;              ///< of an answer in several lines, before its last
    bool has_list_ = false;
    bool is_settled_ = false;
};

} // namespace peerdesk::irc
