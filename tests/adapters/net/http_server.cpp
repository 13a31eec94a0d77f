// SPDX-License-Identifier: MIT
#include "tests/adapters/net/http_server.hpp"

#include "tests/adapters/net/test_certificate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <optional>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

struct Link {
    explicit Link(tcp::socket accepted)
        : socket(std::move(accepted)), timer(socket.get_executor()) {}

    asio::awaitable<std::string> read() {
        std::array<char, 16'384> buffer{};
        error_code error;
        std::size_t bytes = 0;
        if (tls)
            std::tie(error, bytes) = co_await tls->async_read_some(asio::buffer(buffer), awaited);
        else
            std::tie(error, bytes) = co_await socket.async_read_some(asio::buffer(buffer), awaited);
        co_return std::string(buffer.data(), error ? 0 : bytes);
    }
    asio::awaitable<void> write(std::string bytes) {
        if (tls)
            co_await asio::async_write(*tls, asio::buffer(bytes), awaited);
        else
            co_await asio::async_write(socket, asio::buffer(bytes), awaited);
    }
    asio::awaitable<void> wait(std::chrono::milliseconds time) {
        timer.expires_after(time);
        co_await timer.async_wait(awaited);
    }
    void close() {
        error_code ignored;
        socket.close(ignored);
        timer.cancel();
    }

    tcp::socket socket;
    std::optional<asio::ssl::stream<tcp::socket&>> tls;
    asio::steady_timer timer;
};

std::size_t body_length(const std::string& head) {
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

/// Takes one request from the front of `bytes`, if it is there as a whole.
std::optional<HeardRequest> take_request(std::string& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return std::nullopt;
    HeardRequest request;
    request.head = bytes.substr(0, end + 2);
    const std::size_t body = body_length(request.head);
    if (bytes.size() < end + 4 + body) return std::nullopt;
    request.body = bytes.substr(end + 4, body);
    bytes.erase(0, end + 4 + body);
    return request;
}

} // namespace

std::string http_answer(const std::string& status, const std::string& body,
                        const std::string& fields) {
    return "HTTP/1.1 " + status + "\r\n" + fields +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct ScriptedHttpServer::Parts {
    Parts(asio::io_context& io, Script told)
        : acceptor(io, {asio::ip::address_v4::loopback(), 0}), script(std::move(told)) {}

    static asio::awaitable<void> accept(std::shared_ptr<Parts> parts) {
        for (;;) {
            auto [error, socket] = co_await parts->acceptor.async_accept(awaited);
            if (error) co_return;
            auto link = std::make_shared<Link>(std::move(socket));
            parts->links.push_back(link);
            asio::co_spawn(parts->acceptor.get_executor(), serve(parts, link, parts->links.size()),
                           asio::detached);
        }
    }

    static asio::awaitable<void> serve(std::shared_ptr<Parts> parts, std::shared_ptr<Link> link,
                                       std::size_t connection) {
        link->socket.set_option(tcp::no_delay{true});
        if (parts->certificate) {
            link->tls.emplace(link->socket, parts->context);
            const auto [error] =
                co_await link->tls->async_handshake(asio::ssl::stream_base::server, awaited);
            if (error) link->close();
        }
        std::string bytes;
        for (std::size_t number = 1; link->socket.is_open();) {
            std::optional<HeardRequest> request = take_request(bytes);
            if (!request) {
                const std::string more = co_await link->read();
                if (more.empty()) break;
                bytes += more;
                continue;
            }
            request->connection = connection;
            request->number = number++;
            const ScriptedAnswer answer = parts->script(*request);
            parts->heard.push_back(std::move(*request));
            co_await link->wait(answer.delay);
            co_await say(*link, answer);
            if (answer.closes) link->close();
        }
        if (link->socket.is_open()) ++parts->ended;
        link->close();
    }

    static asio::awaitable<void> say(Link& link, const ScriptedAnswer& answer) {
        if (answer.byte_pace.count() == 0) {
            co_await link.write(answer.bytes);
            co_return;
        }
        for (std::size_t i = 0; i < answer.bytes.size() && link.socket.is_open(); ++i) {
            co_await link.wait(answer.byte_pace);
            co_await link.write(answer.bytes.substr(i, 1));
        }
    }

    tcp::acceptor acceptor;
    asio::ssl::context context{asio::ssl::context::tls_server};
    std::optional<TestCertificate> certificate;
    Script script;
    std::vector<std::shared_ptr<Link>> links;
    std::vector<HeardRequest> heard;
    std::size_t ended = 0;
};

ScriptedHttpServer::ScriptedHttpServer(asio::io_context& io, Script script,
                                       const std::string& certificate_name)
    : parts_(std::make_shared<Parts>(io, std::move(script))) {
    if (!certificate_name.empty()) {
        parts_->certificate.emplace(certificate_name);
        parts_->certificate->show_in(parts_->context.native_handle());
    }
    asio::co_spawn(io, Parts::accept(parts_), asio::detached);
}

ScriptedHttpServer::~ScriptedHttpServer() {
    stop();
}

std::uint16_t ScriptedHttpServer::port() const {
    return parts_->acceptor.local_endpoint().port();
}
std::string ScriptedHttpServer::certificate_file() const {
    return parts_->certificate ? parts_->certificate->file() : "";
}
std::string ScriptedHttpServer::fingerprint() const {
    return parts_->certificate ? parts_->certificate->fingerprint() : "";
}
std::size_t ScriptedHttpServer::connections() const {
    return parts_->links.size();
}
std::size_t ScriptedHttpServer::connections_ended() const {
    return parts_->ended;
}
const std::vector<HeardRequest>& ScriptedHttpServer::heard() const {
    return parts_->heard;
}

void ScriptedHttpServer::drop_connections() {
    for (const auto& link : parts_->links)
        link->close();
}

void ScriptedHttpServer::stop() {
    error_code ignored;
    parts_->acceptor.close(ignored);
    drop_connections();
}

} // namespace peerdesk::net
