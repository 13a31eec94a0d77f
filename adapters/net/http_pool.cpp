// SPDX-License-Identifier: MIT
#include "adapters/net/http_pool.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;

HttpPool::HttpPool(asio::any_io_executor executor, HttpOrigin server, Limits limits)
    : server_(std::move(server)), limits_(limits), quiet_timer_(executor) {
    for (std::size_t i = 0; i < std::max<std::size_t>(limits_.connections_max, 1); ++i) {
        connections_.push_back(std::make_unique<HttpConnection>(executor, server_));
        free_.push_back(connections_.back().get());
    }
}

HttpPool::Turn::Turn(HttpPool& pool) : pool_(pool) {
    // A free connection means that nobody waits: `give_back` sees to it.
    if (pool_.free_.empty()) {
        pool_.waiting_.push_back(this);
    } else {
        connection_ = pool_.free_.back();
        pool_.free_.pop_back();
    }
}

HttpPool::Turn::~Turn() {
    if (connection_ != nullptr)
        pool_.give_back(*connection_);
    else
        std::erase(pool_.waiting_, this);
}

asio::awaitable<void> HttpPool::Turn::come(Time end) {
    if (connection_ != nullptr || pool_.is_closed_) co_return;
    asio::steady_timer timer(pool_.quiet_timer_.get_executor(), end);
    waking_ = &timer;
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    waking_ = nullptr;
}

void HttpPool::give_back(HttpConnection& connection) {
    if (!waiting_.empty()) {
        Turn& next = *waiting_.front();
        waiting_.pop_front();
        next.connection_ = &connection;
        if (next.waking_ != nullptr) next.waking_->cancel();
    } else if (connection.is_open()) {
        free_.push_back(&connection);
        if (!is_watching_ && !is_closed_)
            watch_quiet_ones(connection.quiet_since() + limits_.quiet_max);
    } else {
        free_.push_front(&connection);
    }
}

void HttpPool::watch_quiet_ones(Time at) {
    is_watching_ = true;
    quiet_timer_.expires_at(at);
    quiet_timer_.async_wait([pool = weak_from_this()](const boost::system::error_code& error) {
        if (const auto alive = pool.lock(); alive && !error) alive->close_quiet_ones();
    });
}

void HttpPool::close_quiet_ones() {
    is_watching_ = false;
    if (is_closed_) return;
    const auto old = Time::clock::now() - limits_.quiet_max;
    for (HttpConnection* connection : free_) {
        if (!connection->is_open()) continue;
        if (connection->quiet_since() <= old) {
            connection->drop();
        } else if (!is_watching_) { // the first one open has been quiet longest
            watch_quiet_ones(connection->quiet_since() + limits_.quiet_max);
        }
    }
}

void HttpPool::close() {
    is_closed_ = true;
    quiet_timer_.cancel();
    for (const auto& connection : connections_)
        connection->close();
    for (const Turn* turn : waiting_)
        if (turn->waking_ != nullptr) turn->waking_->cancel();
}

} // namespace peerdesk::net
