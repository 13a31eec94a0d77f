// SPDX-License-Identifier: MIT
#include "tests/bench/fake_homeserver.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <stdexcept>
#include <utility>

namespace peerdesk::bench {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

constexpr auto arrival_wait = 10s;
constexpr auto poll_wait = 20s; ///< shorter than what the program waits for
constexpr std::string_view sent_path = "/send/m.room.message/";

std::string bytes_of(const matrix::Answer& answer) {
    return "HTTP/1.1 " + std::to_string(answer.status) +
           " said\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
}

bool is_sync(const matrix::Request& request) {
    return request.target.starts_with("/_matrix/client/v3/sync");
}

} // namespace

FakeHomeserver::FakeHomeserver()
    : acceptor_(io_, {asio::ip::address_v4::loopback(), 0}), thread_([this] {
          asio::co_spawn(io_, accept(), asio::detached);
          io_.run();
      }) {}

FakeHomeserver::~FakeHomeserver() {
    io_.stop();
}

std::string FakeHomeserver::url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
}

asio::awaitable<void> FakeHomeserver::accept() {
    for (;;) {
        Socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
    }
}

// A connection that ends throws here, and its coroutine with it.
asio::awaitable<void> FakeHomeserver::serve(Socket socket) {
    std::string buffer;
    for (;;) {
        Asked asked = co_await read_request(socket, buffer);
        note_arrival(asked.request);
        const bool is_poll = is_sync(asked.request);
        const std::string bytes = bytes_of(co_await answer_to(std::move(asked)));
        if (is_poll) {
            note_answer();
        } else {
            news_.cancel(); // what we sent comes back in the sync, as at every homeserver
        }
        co_await asio::async_write(socket, asio::buffer(bytes), asio::use_awaitable);
    }
}

asio::awaitable<FakeHomeserver::Asked> FakeHomeserver::read_request(Socket& socket,
                                                                    std::string& buffer) {
    const std::size_t size = co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer),
                                                             "\r\n\r\n", asio::use_awaitable);
    Asked asked = head_of(std::string_view{buffer}.substr(0, size));
    buffer.erase(0, size);
    if (buffer.size() < asked.body_size) {
        co_await asio::async_read(socket, asio::dynamic_buffer(buffer),
                                  asio::transfer_exactly(asked.body_size - buffer.size()),
                                  asio::use_awaitable);
    }
    asked.request.body = buffer.substr(0, asked.body_size);
    buffer.erase(0, asked.body_size);
    co_return asked;
}

asio::awaitable<matrix::Answer> FakeHomeserver::answer_to(Asked asked) {
    const auto until = Clock::now() + poll_wait;
    for (;;) {
        if (auto answer = model_.answer(asked.request, asked.token)) co_return *std::move(answer);
        note_idle();
        news_.expires_at(until);
        const auto [error] = co_await news_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (error) continue; // cancelled: there is news
        auto& target = asked.request.target;
        const auto at = target.find("timeout=");
        target.replace(at, target.find('&', at) - at, "timeout=0");
    }
}

FakeHomeserver::Asked FakeHomeserver::head_of(std::string_view head) {
    Asked asked;
    const auto method_end = head.find(' ');
    const auto target_end = head.find(' ', method_end + 1);
    asked.request.method = head.substr(0, method_end);
    asked.request.target = head.substr(method_end + 1, target_end - method_end - 1);
    const auto value_of = [head](std::string_view name) {
        const auto at = head.find(name);
        if (at == std::string_view::npos) return std::string{};
        const auto begin = at + name.size();
        return std::string{head.substr(begin, head.find('\r', begin) - begin)};
    };
    asked.token = value_of("Authorization: Bearer ");
    asked.request.with_token = !asked.token.empty();
    const std::string length = value_of("Content-Length: ");
    if (!length.empty()) asked.body_size = std::stoul(length);
    return asked;
}

void FakeHomeserver::note_arrival(const matrix::Request& request) {
    if (request.method != "PUT" || !request.target.contains(sent_path)) return;
    const auto now = Clock::now();
    constexpr std::string_view before = "/rooms/";
    const auto begin = request.target.find(before) + before.size();
    std::string room = request.target.substr(begin, request.target.find('/', begin) - begin);
    // Ids of the model need no more than this to be read back.
    for (const auto& [coded, plain] : {std::pair{"%21", "!"}, std::pair{"%3A", ":"}})
        if (const auto at = room.find(coded); at != std::string::npos) room.replace(at, 3, plain);
    const std::lock_guard lock(mutex_);
    Arrivals& arrivals = arrivals_[room];
    ++arrivals.count;
    arrivals.latest = now;
    changed_.notify_all();
}

void FakeHomeserver::note_idle() {
    const std::lock_guard lock(mutex_);
    is_idle_ = true;
    changed_.notify_all();
}

void FakeHomeserver::note_answer() {
    const std::lock_guard lock(mutex_);
    is_idle_ = false;
    if (!first_answer_) first_answer_ = Clock::now();
}

void FakeHomeserver::forget_answer() {
    const std::lock_guard lock(mutex_);
    first_answer_.reset();
}

Clock::time_point FakeHomeserver::first_answer() {
    const std::lock_guard lock(mutex_);
    if (!first_answer_) throw std::runtime_error("no sync was answered");
    return *first_answer_;
}

std::size_t FakeHomeserver::sent_into(const std::string& room) {
    const std::lock_guard lock(mutex_);
    return arrivals_[room].count;
}

Clock::time_point FakeHomeserver::next_into(const std::string& room, std::size_t seen) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, arrival_wait, [&] { return arrivals_[room].count > seen; }))
        throw std::runtime_error("nothing was sent into " + room);
    return arrivals_[room].latest;
}

void FakeHomeserver::wait_until_idle() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, arrival_wait, [&] { return is_idle_; }))
        throw std::runtime_error("the program does not wait for news");
}

} // namespace peerdesk::bench
