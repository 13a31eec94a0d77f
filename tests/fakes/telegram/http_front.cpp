// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/http_front.hpp"

#include "tests/fakes/telegram/connection.hpp"
#include "tests/fakes/telegram/webhook_sender.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace peerdesk::telegram_fake {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

HttpFront::HttpFront(asio::io_context& io, World& world, std::uint16_t port)
    : io_(io), world_(world), acceptor_(io, {asio::ip::address_v4::loopback(), port}),
      webhook_timer_(io) {
    world_.on_news = [this] { on_news(); };
    set_clock();
}

std::uint16_t HttpFront::port() const {
    return acceptor_.local_endpoint().port();
}

void HttpFront::start() {
    asio::co_spawn(io_, accept(), asio::detached);
    asio::co_spawn(io_, deliver_to_webhook(), asio::detached);
}

void HttpFront::set_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch() + clock_offset_;
    world_.now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

void HttpFront::on_news() {
    for (asio::steady_timer* timer : waiting_)
        timer->cancel();
    if (world_.webhook.is_set()) webhook_timer_.cancel();
}

asio::awaitable<void> HttpFront::accept() {
    for (;;) {
        auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
        if (error) co_return;
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(io_, serve(*this, std::move(socket)), asio::detached);
    }
}

void HttpFront::begin_new_poll() {
    ++poll_number_;
    on_news();
}

asio::awaitable<Reply> HttpFront::conflict_reply(const char* why) {
    const auto now = Clock::now();
    const auto delay = world_.settings.conflict_delay;
    const bool is_repeated = last_conflict_ && now - *last_conflict_ < delay + delay;
    last_conflict_ = now;
    if (is_repeated) {
        asio::steady_timer timer(io_, delay);
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    co_return reply_of(conflict(why));
}

asio::awaitable<Reply> HttpFront::wait_for_updates(Poll poll) {
    const std::uint64_t number = poll_number_;
    const auto until = Clock::now() + std::chrono::seconds{poll.timeout_s};
    asio::steady_timer timer(io_);
    for (;;) {
        set_clock();
        if (number != poll_number_) {
            co_return co_await conflict_reply("terminated by other getUpdates request; make sure "
                                              "that only one bot instance is running");
        }
        if (world_.webhook.is_set())
            co_return co_await conflict_reply("terminated by setWebhook request");
        Reply reply;
        reply.body = updates_for(world_, poll);
        if (!reply.body.empty()) co_return reply;
        if (Clock::now() >= until) {
            reply.body = no_updates;
            co_return reply;
        }
        timer.expires_at(until);
        waiting_.insert(&timer);
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        waiting_.erase(&timer);
    }
}

asio::awaitable<void> HttpFront::deliver_to_webhook() {
    for (;;) {
        set_clock();
        world_.queue.drop_expired(world_.now_s());
        for (UpdateQueue::Event& event : world_.webhook.take_due(world_.queue, world_.now_ms))
            asio::co_spawn(io_, deliver(std::move(event)), asio::detached);
        constexpr std::int64_t rest_ms = 60'000;
        const auto next = world_.webhook.next_due_ms().value_or(world_.now_ms + rest_ms);
        // What is due already waits for a free connection: its end wakes us.
        const auto wait = next > world_.now_ms ? next - world_.now_ms : rest_ms;
        webhook_timer_.expires_after(std::chrono::milliseconds{wait});
        co_await webhook_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<void> HttpFront::deliver(UpdateQueue::Event event) {
    const WebhookAnswer got = co_await send_to_webhook(world_.webhook.setup(), event.bytes);
    set_clock();
    world_.webhook.on_outcome(world_.queue, event, got.outcome, world_.settings, world_.now_ms);
    // The answer may be a call itself; its result goes nowhere.
    if (got.body.is_object() && got.body.contains("method")) {
        const std::string method = got.body.at("method").get<std::string>();
        static_cast<void>(answer(world_, method, got.body));
    }
    webhook_timer_.cancel();
}

} // namespace peerdesk::telegram_fake
