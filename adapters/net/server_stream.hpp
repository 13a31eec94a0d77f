// SPDX-License-Identifier: MIT
// One connection to a server, plain or TLS: the only place where raw sockets are handled. It is
// what LineConnection and HttpConnection stand on.
#pragma once

#include "adapters/net/connect_outcome.hpp"
#include "adapters/net/resolver.hpp"
#include "adapters/net/socket_deadline.hpp"
#include "adapters/net/tls_trust.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::net {

struct Transfer {
    boost::system::error_code error;
    std::size_t bytes = 0;
};

/// Used from one thread; at most one read and one write at a time, and one deadline.
class ServerStream {
  public:
    using Time = std::chrono::steady_clock::time_point;

    explicit ServerStream(boost::asio::any_io_executor executor);
    ~ServerStream();
    ServerStream(const ServerStream&) = delete;
    ServerStream& operator=(const ServerStream&) = delete;

    /// Looks the name up until `end`.
    [[nodiscard]] boost::asio::awaitable<Addresses> look_up(std::string host, std::uint16_t port,
                                                            Time end);
    /// TCP without Nagle's delay, to the addresses in their order, each with its share of the time.
    [[nodiscard]] boost::asio::awaitable<ConnectResult>
    connect(std::vector<boost::asio::ip::tcp::endpoint> endpoints, Time end);
    /// TLS over the connection. After `connected` the certificate has been checked.
    /// @param context of `client_context`
    [[nodiscard]] boost::asio::awaitable<ConnectResult>
    secure(std::shared_ptr<ssl_ctx_st> context, TlsTrust trust, std::string host, Time end);
    /// Waits for some bytes, without a deadline of its own.
    [[nodiscard]] boost::asio::awaitable<Transfer> read_some(boost::asio::mutable_buffer into);
    /// Writes everything, without a deadline of its own.
    [[nodiscard]] boost::asio::awaitable<Transfer> write(boost::asio::const_buffer from);

    /// Holds for what happens while the result lives.
    [[nodiscard]] SocketDeadline limit(Time at) { return {timer_, socket_, at}; }
    /// A server with Nagle's algorithm on (InspIRCd) keeps its next bytes back until we acknowledge
    /// the last, and Linux delays that by 40 ms unless told otherwise, again after each read.
    void acknowledge_at_once();
    /// Whether nothing waits to be read, not even the end: then a new request may be sent.
    [[nodiscard]] bool is_quiet();
    [[nodiscard]] bool is_open() const { return socket_.is_open(); }
    /// Drops the connection; `connect` may be called again.
    void drop();
    /// Ends every pending operation and refuses new connections. May be called again.
    void close();

  private:
    struct Tls;
    boost::asio::ip::tcp::socket socket_;
    std::unique_ptr<Tls> tls_;
    boost::asio::steady_timer timer_;
    bool is_closed_ = false;
};

} // namespace peerdesk::net
