// SPDX-License-Identifier: MIT
#include "adapters/net/socket_deadline.hpp"

namespace peerdesk::net {

using boost::asio::ip::tcp;
using boost::system::error_code;

SocketDeadline::SocketDeadline(boost::asio::steady_timer& timer, tcp::socket& socket,
                               std::chrono::steady_clock::time_point at, Expiry expiry)
    : timer_(timer), flags_(std::make_shared<Flags>()) {
    timer_.expires_at(at);
    timer_.async_wait([&socket, expiry, flags = flags_](error_code error) {
        if (error || !flags->is_armed) return;
        flags->has_fired = true;
        error_code ignored;
        if (expiry == Expiry::closes)
            socket.close(ignored);
        else
            socket.cancel(ignored);
    });
}

SocketDeadline::~SocketDeadline() {
    flags_->is_armed = false;
    timer_.cancel();
}

} // namespace peerdesk::net
