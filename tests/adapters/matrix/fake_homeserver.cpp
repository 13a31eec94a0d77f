// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/fake_homeserver.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <utility>

namespace peerdesk::matrix {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds look_again{2};

std::string field(const std::string& head, const std::string& name) {
    const auto at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

} // namespace

FakeHomeserver::FakeHomeserver(asio::io_context& io) : io_(io), acceptor_(io) {
    come_back();
}

std::string FakeHomeserver::url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

void FakeHomeserver::go_away() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& weak : sockets_)
        if (const auto socket = weak.lock()) socket->close(ignored);
    sockets_.clear();
}

void FakeHomeserver::come_back() {
    const tcp::endpoint endpoint{asio::ip::address_v4::loopback(), port_};
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(io_, accept(), asio::detached);
}

asio::awaitable<void> FakeHomeserver::accept() {
    for (;;) {
        auto [error, socket] = co_await acceptor_.async_accept(awaited);
        if (error) co_return;
        ++connections;
        const auto shared = std::make_shared<tcp::socket>(std::move(socket));
        sockets_.push_back(shared);
        asio::co_spawn(io_, serve(shared), asio::detached);
    }
}

asio::awaitable<void> FakeHomeserver::serve(Socket socket) {
    std::string heard;
    for (;;) {
        const auto [error, head_bytes] = co_await asio::async_read_until(
            *socket, asio::dynamic_buffer(heard), "\r\n\r\n", awaited);
        if (error) co_return;
        const std::string head = heard.substr(0, head_bytes);
        heard.erase(0, head_bytes);
        const std::string length = field(head, "Content-Length");
        const std::size_t body_bytes = length.empty() ? 0 : std::stoul(length);
        if (heard.size() < body_bytes) {
            const auto [failed, more] = co_await asio::async_read(
                *socket, asio::dynamic_buffer(heard),
                asio::transfer_exactly(body_bytes - heard.size()), awaited);
            if (failed) co_return;
        }
        Request request;
        const auto space = head.find(' ');
        request.method = head.substr(0, space);
        request.target = head.substr(space + 1, head.find(' ', space + 1) - space - 1);
        request.body = heard.substr(0, body_bytes);
        heard.erase(0, body_bytes);
        const std::string bearer = field(head, "Authorization");
        request.with_token = !bearer.empty();
        on_request(request);
        if (!socket->is_open()) co_return;
        const Answer given = co_await answer(
            socket, request, bearer.substr(std::min<std::size_t>(7, bearer.size())));
        std::string bytes = "HTTP/1.1 " + std::to_string(given.status) +
                            " X\r\nContent-Type: application/json\r\nContent-Length: " +
                            std::to_string(given.body.size()) + "\r\n\r\n" + given.body;
        const auto [failed, sent] =
            co_await asio::async_write(*socket, asio::buffer(bytes), awaited);
        if (failed) co_return;
    }
}

asio::awaitable<Answer> FakeHomeserver::answer(Socket socket, Request request, std::string token) {
    asio::steady_timer timer{io_};
    while (socket->is_open()) {
        auto given = model.answer(request, token);
        if (given) co_return std::move(*given);
        timer.expires_after(look_again);
        co_await timer.async_wait(awaited);
    }
    co_return matrix_error(500, "M_UNKNOWN", "gone");
}

} // namespace peerdesk::matrix
