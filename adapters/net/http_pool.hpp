// SPDX-License-Identifier: MIT
// The few connections to one HTTP server and the queue of those who wait for one.
#pragma once

#include "adapters/net/http_connection.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

namespace peerdesk::net {

/// A connection freed goes to the one who waits longest. While nobody waits, the one used last is
/// taken next, so that those too many grow old and are closed.
class HttpPool : public std::enable_shared_from_this<HttpPool> {
  public:
    using Time = std::chrono::steady_clock::time_point;

    struct Limits {
        std::size_t connections_max = 4;
        std::chrono::milliseconds quiet_max{60'000}; ///< then a connection nobody uses is closed
    };

    HttpPool(boost::asio::any_io_executor executor, HttpOrigin server, Limits limits);

    /// One request's place: a connection, or a place in the queue. Gives it back when it ends.
    class Turn {
      public:
        explicit Turn(HttpPool& pool);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        /// Waits until `end` at most; `connection()` is null when that was not enough.
        [[nodiscard]] boost::asio::awaitable<void> come(Time end);
        [[nodiscard]] HttpConnection* connection() const { return connection_; }

      private:
        friend class HttpPool;
        HttpPool& pool_;
        HttpConnection* connection_ = nullptr;
        boost::asio::steady_timer* waking_ = nullptr; ///< while `come` waits
    };

    [[nodiscard]] const HttpOrigin& server() const { return server_; }
    [[nodiscard]] bool is_closed() const { return is_closed_; }
    /// Ends every pending operation, for good.
    void close();

  private:
    void give_back(HttpConnection& connection);
    void watch_quiet_ones(Time at);
    void close_quiet_ones();

    HttpOrigin server_;
    Limits limits_;
    std::vector<std::unique_ptr<HttpConnection>> connections_;
    std::deque<HttpConnection*> free_; ///< open ones at the back, the one used last at the very end
    std::deque<Turn*> waiting_;
    boost::asio::steady_timer quiet_timer_;
    bool is_watching_ = false;
    bool is_closed_ = false;
};

} // namespace peerdesk::net
