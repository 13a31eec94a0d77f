// SPDX-License-Identifier: MIT
// HTTP/1.1 requests to one server over a few kept connections. What an answer means, when to try
// again and where a redirect leads is the caller's business.
#pragma once

#include "adapters/net/http_message.hpp"
#include "adapters/net/http_url.hpp"
#include "adapters/net/tls_trust.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>

namespace peerdesk::net {

class HttpPool;
using HttpTrust = TlsTrust;

/// Used from one thread. Requests beyond `connections_max` wait and start in the order of their
/// calls. A kept connection that the server closed before it said anything is opened again, once,
/// for GET, PUT and DELETE only: those may arrive twice (RFC 9110 9.2.2).
class HttpClient {
  public:
    static constexpr std::chrono::milliseconds quiet_max{60'000};

    /// @param quiet_for a connection nobody uses is closed after this time
    HttpClient(boost::asio::any_io_executor executor, HttpUrl url, HttpTrust trust,
               std::size_t connections_max, std::chrono::milliseconds quiet_for = quiet_max);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Never throws, and ends at the request's deadline at the latest. The client may be destroyed
    /// meanwhile; the answer is `stopped` then.
    [[nodiscard]] boost::asio::awaitable<HttpAnswer> fetch(HttpRequest request);
    /// Ends every pending operation; fetches answer `stopped`, later ones too.
    void close();

  private:
    std::shared_ptr<HttpPool> pool_;
};

} // namespace peerdesk::net
