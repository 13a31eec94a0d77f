// SPDX-License-Identifier: MIT
// Questions to the server about one nick (WHOIS), and its answers put together.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::irc {

struct WhoisAnswer {
    std::string nick;
    bool is_there = false;
    bool was_answered = false; ///< false: nothing came in time
    std::string user;
    std::string host;
    std::string account;
    std::int64_t signed_on = 0; ///< seconds; 0: not said
};

class Inquiries {
  public:
    explicit Inquiries(LinkState& link) : link_(link) {}

    /// Asks, unless an answer about this nick is on its way already. False if too many are: the
    /// caller must do without.
    bool ask(std::string_view nick);
    [[nodiscard]] bool is_asking(std::string_view nick) const;

    void on_user(const IrcMessage& message);    ///< 311
    void on_idle(const IrcMessage& message);    ///< 317
    void on_account(const IrcMessage& message); ///< 330
    /// 318: the whole answer, if it was ours.
    [[nodiscard]] std::optional<WhoisAnswer> on_end(const IrcMessage& message);
    /// The next inquiry that nobody answered in time.
    [[nodiscard]] std::optional<WhoisAnswer> next_overdue();
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const;

  private:
    struct Inquiry {
        WhoisAnswer answer;
        net::SteadyTime deadline;
    };
    [[nodiscard]] WhoisAnswer* answer_for(std::string_view nick);

    LinkState& link_;
    std::map<std::string, Inquiry, std::less<>> open_; ///< folded nick
};

} // namespace peerdesk::irc
