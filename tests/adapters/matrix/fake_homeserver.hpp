// SPDX-License-Identifier: MIT
// The homeserver model behind a real socket: HTTP/1.1 of a few lines, kept connections, long polls.
#pragma once

#include "tests/adapters/matrix/homeserver_model.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>

namespace peerdesk::matrix {

class FakeHomeserver {
  public:
    explicit FakeHomeserver(boost::asio::io_context& io);
    [[nodiscard]] std::string url() const;
    /// Closes every connection and takes none.
    void go_away();
    /// Takes connections again, at the same port.
    void come_back();

    HomeserverModel model;
    /// Called for each request, before it is answered.
    std::function<void(const Request&)> on_request = [](const Request&) {};
    int connections = 0;

  private:
    using Socket = std::shared_ptr<boost::asio::ip::tcp::socket>;
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(Socket socket);
    boost::asio::awaitable<Answer> answer(Socket socket, Request request, std::string token);

    boost::asio::io_context& io_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_ = 0;
    std::list<std::weak_ptr<boost::asio::ip::tcp::socket>> sockets_;
};

} // namespace peerdesk::matrix
