// SPDX-License-Identifier: MIT
// Our channels: joining them once we may, hearing the refusals, trying again with patience.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"
#include "adapters/net/back_off.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

class ChannelJoins {
  public:
    explicit ChannelJoins(LinkState& link);

    /// Asks for every channel. Call once, when registration is done.
    void start();
    void on_join(const IrcMessage& message);         ///< our own JOIN
    void on_end_of_names(const IrcMessage& message); ///< 366: we are in and know who is there
    void on_left(std::string_view channel);          ///< our PART or KICK
    /// An error numeric; whether it refused one of our joins.
    bool on_error(const IrcMessage& message);
    void tick();

    /// Each channel has been joined or refused at least once.
    [[nodiscard]] bool is_settled() const;
    /// Why we are not in this channel, in the server's words; empty if nothing is known.
    [[nodiscard]] std::string_view refusal(std::string_view channel) const;
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const;

  private:
    enum class State { unasked, asked, naming, joined, refused };
    struct Channel {
        ChannelConfig config;
        net::BackOff back_off;
        State state = State::unasked;
        bool was_answered = false;
        net::SteadyTime wake{}; ///< the deadline of an answer, or the next try
        std::string refusal;
    };

    [[nodiscard]] Channel* find(std::string_view name);
    void ask(std::vector<Channel*> channels);
    void refuse(Channel& channel, FindingCode code, std::string words);

    LinkState& link_;
    std::vector<Channel> channels_;
    bool has_started_ = false;
};

} // namespace peerdesk::irc
