// SPDX-License-Identifier: MIT
#include "tests/adapters/net/raw_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

} // namespace

struct RawClient::Parts {
    explicit Parts(asio::io_context& io)
        : socket(io), wake(io, asio::steady_timer::time_point::max()) {}

    static asio::awaitable<void> run(std::shared_ptr<Parts> parts, tcp::endpoint server) {
        const auto [error] = co_await parts->socket.async_connect(server, awaited);
        if (error) {
            parts->is_ended = true;
            co_return;
        }
        asio::co_spawn(parts->socket.get_executor(), write(parts), asio::detached);
        std::array<char, 4'096> buffer{};
        while (!parts->is_ended) {
            const auto [failed, bytes] =
                co_await parts->socket.async_read_some(asio::buffer(buffer), awaited);
            parts->heard.append(buffer.data(), bytes);
            parts->is_ended = parts->is_ended || failed;
        }
        error_code ignored;
        parts->socket.close(ignored);
        parts->wake.cancel();
    }

    static asio::awaitable<void> write(std::shared_ptr<Parts> parts) {
        while (!parts->is_ended) {
            if (parts->outgoing.empty()) {
                error_code ignored;
                if (parts->ends) parts->socket.shutdown(tcp::socket::shutdown_send, ignored);
                co_await parts->wake.async_wait(awaited);
                continue;
            }
            const std::string bytes = std::exchange(parts->outgoing, {});
            co_await asio::async_write(parts->socket, asio::buffer(bytes), awaited);
        }
    }

    tcp::socket socket;
    asio::steady_timer wake;
    std::string outgoing;
    std::string heard;
    bool ends = false;
    bool is_ended = false;
};

RawClient::RawClient(asio::io_context& io, std::uint16_t port)
    : parts_(std::make_shared<Parts>(io)) {
    asio::co_spawn(io, Parts::run(parts_, {asio::ip::address_v4::loopback(), port}),
                   asio::detached);
}

RawClient::~RawClient() {
    vanish();
}

void RawClient::send(std::string bytes) {
    parts_->outgoing += bytes;
    parts_->wake.cancel();
}

void RawClient::end() {
    parts_->ends = true;
    parts_->wake.cancel();
}

void RawClient::vanish() {
    parts_->is_ended = true;
    error_code ignored;
    parts_->socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    parts_->socket.close(ignored);
    parts_->wake.cancel();
}

const std::string& RawClient::heard() const {
    return parts_->heard;
}

std::size_t RawClient::answers() const {
    std::size_t count = 0;
    for (auto at = heard().find("HTTP/1.1 "); at != std::string::npos;
         at = heard().find("HTTP/1.1 ", at + 1))
        ++count;
    return count;
}

bool RawClient::is_ended() const {
    return parts_->is_ended;
}

} // namespace peerdesk::net
