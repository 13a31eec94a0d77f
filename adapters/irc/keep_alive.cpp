// SPDX-License-Identifier: MIT
#include "adapters/irc/keep_alive.hpp"

namespace peerdesk::irc {

void KeepAlive::tick() {
    if (link_.now.steady < next_wake()) return;
    if (!is_asked_) {
        is_asked_ = true;
        asked_at_ = link_.now.steady;
        link_.send_now({"PING", "peerdesk"});
        return;
    }
    link_.find(FindingCode::ping_timeout);
    link_.close(ClosingKind::silent, "the server stopped answering");
}

net::SteadyTime KeepAlive::next_wake() const {
    return is_asked_ ? asked_at_ + link_.config.ping_timeout
                     : heard_at_ + link_.config.ping_interval;
}

} // namespace peerdesk::irc
