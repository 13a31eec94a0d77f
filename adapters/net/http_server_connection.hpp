// SPDX-License-Identifier: MIT
// One connection to an HTTP server of ours: reads a request, has it answered, reads the next.
#pragma once

#include "adapters/net/http_request_reader.hpp"
#include "adapters/net/http_server_config.hpp"
#include "adapters/net/http_service.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace peerdesk::net {

/// What all connections of one server share.
struct HttpServing {
    HttpServerConfig config;
    HttpService service;
};

/// Used from one thread. Requests sent ahead lie in the buffer until the one before them is
/// answered. While a request is being answered nothing is read, so a client that leaves is noticed
/// when the answer cannot be written.
class HttpServerConnection {
  public:
    using Self = std::shared_ptr<HttpServerConnection>;

    HttpServerConnection(boost::asio::ip::tcp::socket socket,
                         std::shared_ptr<const HttpServing> serving);

    /// Serves until either side ends it.
    [[nodiscard]] static boost::asio::awaitable<void> serve(Self self);
    /// Says `reply` before anything was asked and ends the connection.
    [[nodiscard]] static boost::asio::awaitable<void> turn_away(Self self, HttpReply reply);
    /// Ends every pending operation. The service is not called after it.
    void close();

  private:
    class Answering;
    /// How far a request has come; in its order.
    enum class Stage { idle, head, body };
    /// What came of waiting for a request.
    enum class Heard { request, nothing, broken, late, head_too_large, body_too_large };

    [[nodiscard]] boost::asio::awaitable<bool> serve_one();
    [[nodiscard]] boost::asio::awaitable<Heard> hear();
    [[nodiscard]] boost::asio::awaitable<void> read(Stage until_after,
                                                    std::chrono::milliseconds within);
    [[nodiscard]] boost::asio::awaitable<HttpReply> answer(ReceivedRequest request);
    [[nodiscard]] boost::asio::awaitable<bool> say(std::string bytes);
    [[nodiscard]] boost::asio::awaitable<void> part();
    [[nodiscard]] Stage stage() const;
    [[nodiscard]] static std::optional<Heard> heard_from(HttpRequestReader::State state);

    std::shared_ptr<const HttpServing> serving_;
    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    HttpRequestReader reader_;
    std::optional<Heard> heard_; ///< nothing while more is to be read
    bool is_first_ = true;       ///< no request came yet
};

} // namespace peerdesk::net
