// SPDX-License-Identifier: MIT
#include "adapters/net/server_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <openssl/ssl.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <tuple>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

ConnectResult tcp_failure(error_code error, bool timed_out) {
    if (timed_out) return {ConnectOutcome::timed_out, {}};
    if (error == asio::error::connection_refused) return {ConnectOutcome::refused, {}};
    return {ConnectOutcome::failed, error.message()};
}

} // namespace

/// Asio wants to own a context; OpenSSL counts the owners.
struct ServerStream::Tls {
    Tls(tcp::socket& socket, SSL_CTX* shared)
        : context((SSL_CTX_up_ref(shared), shared)), stream(socket, context) {}

    asio::ssl::context context;
    asio::ssl::stream<tcp::socket&> stream;
};

ServerStream::ServerStream(asio::any_io_executor executor) : socket_(executor), timer_(executor) {}
ServerStream::~ServerStream() = default;

asio::awaitable<Addresses> ServerStream::look_up(std::string host, std::uint16_t port, Time end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Time::clock::now());
    return resolve(std::move(host), port, timer_, left);
}

asio::awaitable<ConnectResult> ServerStream::connect(std::vector<tcp::endpoint> endpoints,
                                                     Time end) {
    ConnectResult result;
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        if (is_closed_) co_return ConnectResult{ConnectOutcome::failed, "stopped"};
        const auto now = Time::clock::now();
        if (now >= end) co_return ConnectResult{ConnectOutcome::timed_out, {}};
        const auto share = (end - now) / static_cast<int>(endpoints.size() - i);
        const SocketDeadline limit(timer_, socket_, now + share);
        drop();
        const auto [error] = co_await socket_.async_connect(endpoints[i], awaited);
        if (error || limit.has_fired()) {
            result = tcp_failure(error, limit.has_fired());
            continue;
        }
        error_code ignored;
        socket_.set_option(tcp::no_delay{true}, ignored);
        co_return ConnectResult{ConnectOutcome::connected, {}};
    }
    drop();
    co_return result;
}

asio::awaitable<ConnectResult> ServerStream::secure(std::shared_ptr<SSL_CTX> context,
                                                    TlsTrust trust, std::string host, Time end) {
    tls_ = std::make_unique<Tls>(socket_, context.get());
    SSL* ssl = tls_->stream.native_handle();
    expect_host(ssl, host);
    const SocketDeadline limit(timer_, socket_, end);
    const auto [error] =
        co_await tls_->stream.async_handshake(asio::ssl::stream_base::client, awaited);
    if (limit.has_fired()) co_return ConnectResult{ConnectOutcome::timed_out, "TLS"};
    if (error) co_return handshake_failure(ssl, trust, host, error.message());
    co_return check_pin(ssl, trust);
}

asio::awaitable<Transfer> ServerStream::read_some(asio::mutable_buffer into) {
    Transfer done;
    if (tls_) {
        std::tie(done.error, done.bytes) = co_await tls_->stream.async_read_some(into, awaited);
    } else {
        std::tie(done.error, done.bytes) = co_await socket_.async_read_some(into, awaited);
    }
    co_return done;
}

asio::awaitable<Transfer> ServerStream::write(asio::const_buffer from) {
    Transfer done;
    if (tls_) {
        std::tie(done.error, done.bytes) = co_await asio::async_write(tls_->stream, from, awaited);
    } else {
        std::tie(done.error, done.bytes) = co_await asio::async_write(socket_, from, awaited);
    }
    co_return done;
}

void ServerStream::acknowledge_at_once() {
#ifdef TCP_QUICKACK
    const int on = 1;
    setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#endif
}

bool ServerStream::is_quiet() {
    if (!socket_.is_open() || (tls_ && SSL_has_pending(tls_->stream.native_handle()) == 1))
        return false;
    char byte = 0;
    const auto bytes = recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

void ServerStream::drop() {
    error_code ignored;
    socket_.close(ignored);
}

void ServerStream::close() {
    is_closed_ = true;
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
    timer_.cancel();
}

} // namespace peerdesk::net
