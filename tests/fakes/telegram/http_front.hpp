// SPDX-License-Identifier: MIT
// The world behind HTTP: /bot<token>/<method>, /file/bot<token>/<path> and /control/<act>. Runs on
// one io_context and one thread.
#pragma once

#include "tests/fakes/telegram/dispatch.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>

namespace peerdesk::telegram_fake {

class HttpFront {
  public:
    /// Listens on loopback at once; port 0: a free one.
    HttpFront(boost::asio::io_context& io, World& world, std::uint16_t port);
    HttpFront(const HttpFront&) = delete;
    HttpFront& operator=(const HttpFront&) = delete;

    /// Begins to take connections and to deliver to a webhook.
    void start();
    [[nodiscard]] std::uint16_t port() const;

    /// Makes the world's time the system's, plus what it was moved on by.
    void set_clock();
    void move_clock(std::chrono::seconds by) { clock_offset_ += by; }

    [[nodiscard]] World& world() { return world_; }
    [[nodiscard]] boost::asio::io_context& io() { return io_; }

    /// Waits until there are updates, another poll or a webhook comes, or time is up.
    boost::asio::awaitable<Reply> wait_for_updates(Poll poll);
    /// A getUpdates has come: one that waits already is ended by it.
    void begin_new_poll();

  private:
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> deliver_to_webhook();
    boost::asio::awaitable<void> deliver(UpdateQueue::Event event);
    boost::asio::awaitable<Reply> conflict_reply(const char* why);
    void on_news();

    boost::asio::io_context& io_;
    World& world_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer webhook_timer_;
    std::set<boost::asio::steady_timer*> waiting_; ///< polls
    std::uint64_t poll_number_ = 0;
    std::chrono::milliseconds clock_offset_{0};
    std::optional<std::chrono::steady_clock::time_point> last_conflict_;
};

} // namespace peerdesk::telegram_fake
