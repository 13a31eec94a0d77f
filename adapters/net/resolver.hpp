// SPDX-License-Identifier: MIT
// Host names to addresses, with a deadline that holds.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::net {

struct Addresses {
    std::vector<boost::asio::ip::tcp::endpoint> endpoints; ///< as the system orders them
    std::string error; ///< why there are none; empty when there are some
};

/// Looks `host` up. Asio's own resolver keeps its io_context alive until getaddrinfo returns, which
/// can take half a minute; here a thread of its own asks, and nobody waits for it longer than
/// `deadline`, not even the end of the process.
/// @param timer borrowed for the wait; its owner cancels it to give up at once
[[nodiscard]] boost::asio::awaitable<Addresses> resolve(std::string host, std::uint16_t port,
                                                        boost::asio::steady_timer& timer,
                                                        std::chrono::milliseconds deadline);

} // namespace peerdesk::net
