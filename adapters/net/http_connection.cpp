// SPDX-License-Identifier: MIT
#include "adapters/net/http_connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using State = HttpAnswerReader::State;

namespace {

constexpr std::chrono::seconds addresses_age_max{60};

/// Larger buffers are given back after use, smaller ones are kept for the next request.
constexpr std::size_t outgoing_bytes_kept = 65'536;

HttpFailure failure_of(State state) {
    switch (state) {
    case State::complete:
        return HttpFailure::none;
    case State::bad:
        return HttpFailure::bad_answer;
    case State::too_large:
        return HttpFailure::too_large;
    case State::more:
    case State::cut:
        break;
    }
    return HttpFailure::failed;
}

} // namespace

HttpConnection::HttpConnection(asio::any_io_executor executor, HttpOrigin& server)
    : server_(server), stream_(std::move(executor)) {}

asio::awaitable<ConnectResult> HttpConnection::open(Time end) {
    is_between_requests_ = false;
    const auto now = Time::clock::now();
    if (server_.addresses.endpoints.empty() || now - server_.addresses_at > addresses_age_max) {
        Addresses found = co_await stream_.look_up(server_.url.host, server_.url.port, end);
        if (found.endpoints.empty())
            co_return ConnectResult{ConnectOutcome::dns_failed, found.error};
        server_.addresses = std::move(found);
        server_.addresses_at = now;
    }
    ConnectResult reached = co_await stream_.connect(server_.addresses.endpoints, end);
    if (reached.outcome != ConnectOutcome::connected) {
        server_.addresses = {}; // the server may have moved
        co_return reached;
    }
    if (!server_.url.tls) co_return reached;

    if (!server_.context) server_.context = client_context(server_.trust);
    if (!server_.context) {
        drop();
        co_return ConnectResult{ConnectOutcome::ca_file_unreadable, server_.trust.ca_file};
    }
    reached = co_await stream_.secure(server_.context, server_.trust, server_.url.host, end);
    if (reached.outcome != ConnectOutcome::connected) {
        drop();
        server_.context.reset(); // the authorities are read anew: somebody may add one meanwhile
    }
    co_return reached;
}

asio::awaitable<HttpAnswer> HttpConnection::exchange(bool is_head, std::size_t body_bytes_max,
                                                     Time end) {
    is_between_requests_ = false;
    const SocketDeadline limit = stream_.limit(end);
    reader_.expect(is_head, body_bytes_max);
    // An error of this write is not the end: the server may have answered before it closed.
    (void)co_await stream_.write(asio::buffer(outgoing));
    if (outgoing.capacity() > outgoing_bytes_kept) outgoing = {};

    State state = State::more;
    std::string detail;
    while (state == State::more) {
        const auto room = reader_.room();
        const Transfer got = co_await stream_.read_some(asio::buffer(room.data(), room.size()));
        if (!got.error) {
            state = reader_.take(got.bytes);
            if (state == State::more) stream_.acknowledge_at_once();
        } else if (got.error == asio::error::eof) {
            state = reader_.end_of_stream();
        } else {
            state = State::cut;
            detail = got.error.message();
        }
    }
    HttpAnswer answer = reader_.take_answer();
    answer.request_left = true;
    answer.failure = failure_of(state);
    if (!detail.empty()) answer.detail = std::move(detail);
    if (state == State::cut && limit.has_fired()) {
        answer.failure = HttpFailure::timed_out;
        answer.detail = "answer";
    }
    if (state != State::complete) answer.body = {};
    quiet_since_ = Time::clock::now();
    is_between_requests_ = state == State::complete && reader_.keeps_connection();
    if (!is_between_requests_) drop();
    co_return answer;
}

bool HttpConnection::is_usable() {
    if (!is_open()) return false;
    // Nothing may come unasked: it is the end, or what would be read as the next answer.
    if (!is_between_requests_ || !stream_.is_quiet()) drop();
    return is_open();
}

} // namespace peerdesk::net
