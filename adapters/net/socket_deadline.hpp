// SPDX-License-Identifier: MIT
// How long one wait on a socket may last.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>

namespace peerdesk::net {

/// Closes the socket when a wait lasts too long; disarmed by leaving the scope. The timer's handler
/// may still be queued then, so it looks at shared flags before it touches anything.
class SocketDeadline {
  public:
    enum class Expiry {
        closes,
        cancels, ///< ends what is pending and leaves the socket open for a last word
    };

    SocketDeadline(boost::asio::steady_timer& timer, boost::asio::ip::tcp::socket& socket,
                   std::chrono::steady_clock::time_point at, Expiry expiry = Expiry::closes);
    ~SocketDeadline();
    SocketDeadline(const SocketDeadline&) = delete;
    SocketDeadline& operator=(const SocketDeadline&) = delete;
    [[nodiscard]] bool has_fired() const { return flags_->has_fired; }

  private:
    struct Flags {
        bool is_armed = true;
        bool has_fired = false;
    };
    boost::asio::steady_timer& timer_;
    std::shared_ptr<Flags> flags_;
};

} // namespace peerdesk::net
