// SPDX-License-Identifier: MIT
// One kept connection to an HTTP server: opened when needed, used for one exchange after another.
#pragma once

#include "adapters/net/http_answer_reader.hpp"
#include "adapters/net/http_message.hpp"
#include "adapters/net/http_url.hpp"
#include "adapters/net/server_stream.hpp"
#include "adapters/net/tls_trust.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace peerdesk::net {

/// What all connections to one server share.
struct HttpOrigin {
    HttpUrl url;
    TlsTrust trust;
    Addresses addresses; ///< as found at `addresses_at`
    std::chrono::steady_clock::time_point addresses_at;
    std::shared_ptr<ssl_ctx_st> context; ///< the system's authorities, read once
};

/// Used from one thread, by one request at a time.
class HttpConnection {
  public:
    using Time = std::chrono::steady_clock::time_point;

    HttpConnection(boost::asio::any_io_executor executor, HttpOrigin& server);

    /// Name, TCP and TLS until `end`.
    [[nodiscard]] boost::asio::awaitable<ConnectResult> open(Time end);
    /// Sends `outgoing` and reads the answer until `end`. What goes wrong closes the connection.
    [[nodiscard]] boost::asio::awaitable<HttpAnswer> exchange(bool is_head,
                                                              std::size_t body_bytes_max, Time end);
    /// The request as text; kept here so that its memory is used again.
    std::string outgoing;

    /// Whether the server said anything since the last request.
    [[nodiscard]] bool has_heard() const { return reader_.has_begun(); }
    [[nodiscard]] bool is_open() const { return stream_.is_open(); }
    /// Whether the next request may go out on it. Closes what the server has closed.
    [[nodiscard]] bool is_usable();
    /// When the last exchange ended.
    [[nodiscard]] Time quiet_since() const { return quiet_since_; }
    void drop() { stream_.drop(); }
    /// For good: every pending operation ends.
    void close() { stream_.close(); }

  private:
    HttpOrigin& server_;
    ServerStream stream_;
    HttpAnswerReader reader_;
    Time quiet_since_;
    bool is_between_requests_ = false; ///< open, checked and with nothing left over
};

} // namespace peerdesk::net
