// SPDX-License-Identifier: MIT
#include "tests/adapters/net/tls_server.hpp"

#include "tests/adapters/net/test_certificate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <optional>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
} // namespace

struct TlsServer::Parts {
    explicit Parts(asio::io_context& io)
        : acceptor(io, {asio::ip::address_v4::loopback(), 0}), socket(io),
          context(asio::ssl::context::tls_server) {}

    tcp::acceptor acceptor;
    tcp::socket socket;
    asio::ssl::context context;
    std::unique_ptr<asio::ssl::stream<tcp::socket&>> tls;
    std::optional<TestCertificate> certificate;
    std::string received;
};

TlsServer::TlsServer(asio::io_context& io, const std::string& name)
    : parts_(std::make_unique<Parts>(io)) {
    if (name.empty()) return;
    parts_->certificate.emplace(name);
    parts_->certificate->show_in(parts_->context.native_handle());
}

TlsServer::~TlsServer() = default;

std::uint16_t TlsServer::port() const {
    return parts_->acceptor.local_endpoint().port();
}
std::string TlsServer::certificate_file() const {
    return parts_->certificate ? parts_->certificate->file() : "";
}
std::string TlsServer::fingerprint() const {
    return parts_->certificate ? parts_->certificate->fingerprint() : "";
}
const std::string& TlsServer::received() const {
    return parts_->received;
}

asio::awaitable<void> TlsServer::serve() {
    const auto [accept_error] = co_await parts_->acceptor.async_accept(parts_->socket, awaited);
    if (accept_error) co_return;
    if (parts_->certificate) {
        parts_->tls =
            std::make_unique<asio::ssl::stream<tcp::socket&>>(parts_->socket, parts_->context);
        const auto [error] =
            co_await parts_->tls->async_handshake(asio::ssl::stream_base::server, awaited);
        if (error) co_return;
    }
    std::array<char, 1024> buffer{};
    for (;;) {
        boost::system::error_code error;
        std::size_t bytes = 0;
        if (parts_->tls)
            std::tie(error, bytes) =
                co_await parts_->tls->async_read_some(asio::buffer(buffer), awaited);
        else
            std::tie(error, bytes) =
                co_await parts_->socket.async_read_some(asio::buffer(buffer), awaited);
        if (error) break;
        const bool is_first = parts_->received.empty();
        parts_->received.append(buffer.data(), bytes);
        if (!is_first) continue;
        const auto hello = asio::buffer("hello\r\n", 7);
        if (parts_->tls)
            co_await asio::async_write(*parts_->tls, hello, awaited);
        else
            co_await asio::async_write(parts_->socket, hello, awaited);
    }
    boost::system::error_code ignored;
    parts_->socket.close(ignored);
}

} // namespace peerdesk::net
