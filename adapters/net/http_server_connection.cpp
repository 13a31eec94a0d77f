// SPDX-License-Identifier: MIT
#include "adapters/net/http_server_connection.hpp"

#include "adapters/net/http_reply.hpp"
#include "adapters/net/socket_deadline.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;
using State = HttpRequestReader::State;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
/// How long and how much of what a client still sends is read after the last answer: closing with
/// unread bytes makes TCP throw the answer away.
constexpr std::chrono::milliseconds part_within{2'000};
constexpr std::size_t part_bytes_max = 4 << 20;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

} // namespace

/// The wait for one answer. The responder outlives it as it likes: they share `Box` alone.
class HttpServerConnection::Answering {
  public:
    explicit Answering(asio::steady_timer& timer) { box_->waking = &timer; }
    ~Answering() { box_->waking = nullptr; }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;

    [[nodiscard]] HttpResponder responder() const {
        return [box = box_](HttpReply reply) {
            if (box->reply || box->waking == nullptr) return;
            box->reply = reply;
            box->waking->cancel();
        };
    }
    [[nodiscard]] const std::optional<HttpReply>& reply() const { return box_->reply; }

  private:
    struct Box {
        std::optional<HttpReply> reply;
        asio::steady_timer* waking = nullptr; ///< while somebody waits
    };
    std::shared_ptr<Box> box_ = std::make_shared<Box>();
};

HttpServerConnection::HttpServerConnection(tcp::socket socket,
                                           std::shared_ptr<const HttpServing> serving)
    : serving_(std::move(serving)), socket_(std::move(socket)), timer_(socket_.get_executor()),
      reader_(serving_->config.limits, serving_->config.headers_kept) {
    error_code ignored;
    socket_.set_option(tcp::no_delay{true}, ignored);
}

std::optional<HttpServerConnection::Heard> HttpServerConnection::heard_from(State state) {
    switch (state) {
    case State::more:
        break;
    case State::complete:
        return Heard::request;
    case State::bad:
        return Heard::broken;
    case State::head_too_large:
        return Heard::head_too_large;
    case State::body_too_large:
        return Heard::body_too_large;
    }
    return std::nullopt;
}

HttpServerConnection::Stage HttpServerConnection::stage() const {
    if (reader_.is_head_done()) return Stage::body;
    return reader_.has_begun() ? Stage::head : Stage::idle;
}

asio::awaitable<void> HttpServerConnection::serve(Self self) {
    while (co_await self->serve_one())
        self->is_first_ = false;
    self->close();
}

asio::awaitable<void> HttpServerConnection::turn_away(Self self, HttpReply reply) {
    if (co_await self->say(write_reply(reply, false))) co_await self->part();
    self->close();
}

/// One request and its answer.
/// @return whether another one may follow
asio::awaitable<bool> HttpServerConnection::serve_one() {
    const Heard heard = co_await hear();
    HttpReply reply;
    bool keeps = false;
    switch (heard) {
    case Heard::request:
        keeps = reader_.keeps_connection();
        reply = co_await answer(reader_.take_request());
        break;
    case Heard::nothing:
        co_return false;
    case Heard::broken:
        reply.status = 400;
        break;
    case Heard::late:
        reply.status = 408;
        break;
    case Heard::head_too_large:
        reply.status = 431;
        break;
    case Heard::body_too_large:
        reply.status = 413;
        break;
    }
    if (!co_await say(write_reply(reply, keeps))) co_return false;
    if (!keeps) co_await part();
    co_return keeps;
}

asio::awaitable<HttpServerConnection::Heard> HttpServerConnection::hear() {
    const HttpServerConfig& config = serving_->config;
    heard_ = heard_from(reader_.expect());
    // The first request's head is due at once: a connection that stays silent is let go soon.
    if (!is_first_) co_await read(Stage::idle, config.idle_within);
    co_await read(Stage::head, config.head_within);
    if (!heard_ && reader_.wants_continue() && !co_await say(std::string{go_on}))
        co_return Heard::nothing;
    co_await read(Stage::body, config.body_within);
    co_return heard_.value_or(Heard::nothing);
}

/// Reads until the request is over or has left the stage `until_after`.
asio::awaitable<void> HttpServerConnection::read(Stage until_after,
                                                 std::chrono::milliseconds within) {
    if (heard_) co_return;
    const SocketDeadline limit(timer_, socket_, steady_clock::now() + within,
                               SocketDeadline::Expiry::cancels);
    while (!heard_ && stage() <= until_after) {
        const auto room = reader_.room();
        const auto [error, bytes] =
            co_await socket_.async_read_some(asio::buffer(room.data(), room.size()), awaited);
        const bool has_begun = reader_.has_begun();
        if (limit.has_fired())
            heard_ = has_begun ? Heard::late : Heard::nothing;
        else if (error)
            heard_ = error == asio::error::eof && has_begun ? Heard::broken : Heard::nothing;
        else
            heard_ = heard_from(reader_.take(bytes));
    }
}

asio::awaitable<HttpReply> HttpServerConnection::answer(ReceivedRequest request) {
    const HttpServerConfig& config = serving_->config;
    const HttpReply too_late{503, config.retry_after};
    if (!socket_.is_open()) co_return too_late;
    timer_.expires_after(config.answer_within);
    const Answering answering(timer_);
    serving_->service(std::move(request), answering.responder());
    if (!answering.reply()) co_await timer_.async_wait(awaited);
    co_return answering.reply().value_or(too_late);
}

/// @return whether all of it was written
asio::awaitable<bool> HttpServerConnection::say(std::string bytes) {
    if (!socket_.is_open()) co_return false;
    const SocketDeadline limit(timer_, socket_,
                               steady_clock::now() + serving_->config.write_within);
    const auto [error, written] = co_await asio::async_write(socket_, asio::buffer(bytes), awaited);
    co_return !error;
}

/// Ends our side and waits a moment for the other one to end its own.
asio::awaitable<void> HttpServerConnection::part() {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    const SocketDeadline limit(timer_, socket_, steady_clock::now() + part_within);
    std::array<char, 4'096> dropped{};
    for (std::size_t total = 0; total < part_bytes_max && socket_.is_open();) {
        const auto [error, bytes] =
            co_await socket_.async_read_some(asio::buffer(dropped), awaited);
        if (error) co_return;
        total += bytes;
    }
}

void HttpServerConnection::close() {
    error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
}

} // namespace peerdesk::net
