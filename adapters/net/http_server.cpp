// SPDX-License-Identifier: MIT
#include "adapters/net/http_server.hpp"

#include "adapters/net/http_server_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <set>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
/// Connections too many that are told so at the same time; further ones are closed without a word.
constexpr std::size_t turned_away_max = 64;
/// After an error of accept, mostly that no descriptor is left.
constexpr std::chrono::milliseconds accept_again_after{100};

} // namespace

struct HttpServer::Parts : std::enable_shared_from_this<HttpServer::Parts> {
    using Connection = HttpServerConnection::Self;
    using Connections = std::set<Connection>;

    Parts(asio::any_io_executor executor, HttpServerConfig config, HttpService service)
        : serving(std::make_shared<HttpServing>(std::move(config), std::move(service))),
          acceptor(executor), pause(executor) {}

    error_code listen() {
        error_code error;
        const HttpServerConfig& config = serving->config;
        const tcp::endpoint endpoint(asio::ip::make_address(config.address, error), config.port);
        if (error) return error;
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
        if (error) stop();
        return error;
    }

    void accept_all() {
        asio::co_spawn(acceptor.get_executor(), accept(shared_from_this()),
                       [parts = shared_from_this()](std::exception_ptr error) {
                           // Memory was short; what was accepted is closed, others still come.
                           if (error && parts->acceptor.is_open()) parts->accept_all();
                       });
    }

    static asio::awaitable<void> accept(std::shared_ptr<Parts> parts) {
        while (parts->acceptor.is_open()) {
            auto [error, socket] = co_await parts->acceptor.async_accept(awaited);
            if (!parts->acceptor.is_open()) co_return;
            if (error) {
                parts->pause.expires_after(accept_again_after);
                co_await parts->pause.async_wait(awaited);
            } else {
                parts->welcome(std::move(socket));
            }
        }
    }

    void welcome(tcp::socket socket) {
        const HttpServerConfig& config = serving->config;
        if (served.size() < config.connections_max) {
            const auto connection =
                std::make_shared<HttpServerConnection>(std::move(socket), serving);
            run(served, connection, HttpServerConnection::serve(connection));
        } else if (turned_away.size() < turned_away_max) {
            const auto connection =
                std::make_shared<HttpServerConnection>(std::move(socket), serving);
            run(turned_away, connection,
                HttpServerConnection::turn_away(connection, {503, config.retry_after}));
        }
    }

    /// Whatever ends the coroutine, the connection is closed and forgotten.
    void run(Connections& among, const Connection& connection, asio::awaitable<void> coroutine) {
        among.insert(connection);
        asio::co_spawn(acceptor.get_executor(), std::move(coroutine),
                       [parts = shared_from_this(), &among, connection](std::exception_ptr) {
                           connection->close();
                           among.erase(connection);
                       });
    }

    void stop() {
        error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
        for (const Connection& connection : served)
            connection->close();
        for (const Connection& connection : turned_away)
            connection->close();
    }

    std::shared_ptr<const HttpServing> serving;
    tcp::acceptor acceptor;
    asio::steady_timer pause;
    Connections served;
    Connections turned_away;
};

HttpServer::HttpServer(asio::any_io_executor executor, HttpServerConfig config, HttpService service)
    : parts_(std::make_shared<Parts>(std::move(executor), std::move(config), std::move(service))) {}

HttpServer::~HttpServer() {
    stop();
}

std::string HttpServer::start() {
    const error_code error = parts_->listen();
    if (error) return error.message();
    parts_->accept_all();
    return {};
}

std::uint16_t HttpServer::port() const {
    error_code error;
    const tcp::endpoint endpoint = parts_->acceptor.local_endpoint(error);
    return error ? std::uint16_t{0} : endpoint.port();
}

std::size_t HttpServer::connections() const {
    return parts_->served.size() + parts_->turned_away.size();
}

void HttpServer::stop() {
    parts_->stop();
}

} // namespace peerdesk::net
