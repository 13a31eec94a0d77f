// SPDX-License-Identifier: MIT
// Notices a link that died without saying so: a PING of ours after silence, with a deadline.
#pragma once

#include "adapters/irc/link_state.hpp"

namespace peerdesk::irc {

class KeepAlive {
  public:
    explicit KeepAlive(LinkState& link) : link_(link) {}

    /// Anything that arrived, at connection time too.
    void on_heard() {
        heard_at_ = link_.now.steady;
        is_asked_ = false;
    }
    void tick();
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    LinkState& link_;
    net::SteadyTime heard_at_{};
    net::SteadyTime asked_at_{};
    bool is_asked_ = false;
};

} // namespace peerdesk::irc
