// SPDX-License-Identifier: MIT
// Our nick: another one when ours is taken, and the way back to it, without a war.
#pragma once

#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/link_state.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::irc {

class NickKeeper {
  public:
    explicit NickKeeper(LinkState& link);

    /// Asks for the first nick, during registration.
    void start();
    /// 432, 433, 436, 437 for a nick: the next one, or the end of the list.
    void on_refused();
    /// 001: what we are called now.
    void on_welcome(std::string_view nick);
    /// We were renamed, by ourselves or by services.
    void on_own_rename(std::string_view nick);
    /// Somebody gave up a nick, perhaps the one we want.
    void on_freed(std::string_view nick);
    void tick();
    [[nodiscard]] std::optional<net::SteadyTime> next_wake() const { return regain_at_; }

  private:
    [[nodiscard]] bool has_wanted() const;
    void try_regain();
    void plan_regain();

    LinkState& link_;
    std::vector<std::string> candidates_;
    std::size_t candidate_ = 0;
    std::size_t regain_count_ = 0;
    std::optional<net::SteadyTime> regain_at_;
};

} // namespace peerdesk::irc
