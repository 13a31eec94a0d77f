// SPDX-License-Identifier: MIT
// A small HTTP/1.1 server for what a reverse proxy passes on: hooks, not pages. TLS, names and
// access logs are the proxy's.
#pragma once

#include "adapters/net/http_server_config.hpp"
#include "adapters/net/http_service.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace peerdesk::net {

/// Used from one thread. It answers by itself what is no request it would pass on: 400 what is not
/// HTTP or cut short, 408 what comes too slowly, 413 and 431 what is too long, 503 connections
/// beyond the limit and requests the service leaves unanswered; none of those keeps its connection
/// but the last.
class HttpServer {
  public:
    HttpServer(boost::asio::any_io_executor executor, HttpServerConfig config, HttpService service);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Begins to listen. Called once.
    /// @return the system's reason why not, or an empty text
    [[nodiscard]] std::string start();
    /// The one it listens on, or 0.
    [[nodiscard]] std::uint16_t port() const;
    /// How many connections are open.
    [[nodiscard]] std::size_t connections() const;
    /// Ends everything, for good. Answers given later do nothing, and the service is not called any
    /// more.
    void stop();

  private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

} // namespace peerdesk::net
