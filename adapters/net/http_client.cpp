// SPDX-License-Identifier: MIT
#include "adapters/net/http_client.hpp"

#include "adapters/net/http_pool.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace peerdesk::net {

namespace asio = boost::asio;
using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds deadline_max = std::chrono::hours{24};

HttpFailure failure_of(ConnectOutcome outcome) {
    switch (outcome) {
    case ConnectOutcome::connected:
        return HttpFailure::none;
    case ConnectOutcome::dns_failed:
        return HttpFailure::dns_failed;
    case ConnectOutcome::refused:
        return HttpFailure::refused;
    case ConnectOutcome::timed_out:
        return HttpFailure::timed_out;
    case ConnectOutcome::failed:
        return HttpFailure::failed;
    case ConnectOutcome::ca_file_unreadable:
        return HttpFailure::ca_file_unreadable;
    case ConnectOutcome::tls_untrusted:
        return HttpFailure::tls_untrusted;
    case ConnectOutcome::tls_name_mismatch:
        return HttpFailure::tls_name_mismatch;
    case ConnectOutcome::tls_pin_mismatch:
        return HttpFailure::tls_pin_mismatch;
    case ConnectOutcome::tls_failed:
        return HttpFailure::tls_failed;
    }
    return HttpFailure::failed;
}

HttpAnswer without_answer(HttpFailure failure, std::string detail) {
    HttpAnswer answer;
    answer.failure = failure;
    answer.detail = std::move(detail);
    return answer;
}

bool may_arrive_twice(const std::string& method) {
    return method == "GET" || method == "PUT" || method == "DELETE";
}

/// One request over a connection that is its own meanwhile.
asio::awaitable<HttpAnswer> ask(HttpPool& pool, HttpConnection& connection, HttpRequest request,
                                steady_clock::time_point end) {
    bool has_left = false;
    for (bool is_first = true;; is_first = false) {
        if (!write_request(connection.outgoing, pool.server().url, request))
            co_return without_answer(HttpFailure::failed, "not a request");
        const bool is_kept = is_first && connection.is_usable();
        if (!is_kept) {
            const ConnectResult reached = co_await connection.open(end);
            if (reached.outcome != ConnectOutcome::connected || pool.is_closed()) {
                HttpAnswer answer = without_answer(failure_of(reached.outcome), reached.detail);
                answer.request_left = has_left;
                co_return answer;
            }
        }
        has_left = true;
        HttpAnswer answer =
            co_await connection.exchange(request.method == "HEAD", request.body_bytes_max, end);
        const bool was_closed_silently = is_kept && answer.failure == HttpFailure::failed &&
                                         !connection.has_heard() && !pool.is_closed();
        if (!was_closed_silently || !may_arrive_twice(request.method)) co_return answer;
    }
}

/// Keeps the pool alive until the answer, whatever becomes of the client.
asio::awaitable<HttpAnswer> fetch_from(std::shared_ptr<HttpPool> pool, HttpRequest request) {
    HttpAnswer answer;
    try {
        const auto end = steady_clock::now() + std::min(request.deadline, deadline_max);
        HttpPool::Turn turn(*pool);
        co_await turn.come(end);
        if (!pool->is_closed()) {
            answer = without_answer(HttpFailure::timed_out, "queue");
            if (turn.connection() != nullptr && steady_clock::now() < end)
                answer = co_await ask(*pool, *turn.connection(), std::move(request), end);
        }
    } catch (const std::exception& error) { // of memory that is not there
        answer = without_answer(HttpFailure::failed, error.what());
        answer.request_left = true;
    }
    if (pool->is_closed() && (answer.status == 0 || answer.failure != HttpFailure::none)) {
        answer.failure = HttpFailure::stopped;
        answer.detail.clear();
    }
    co_return answer;
}

} // namespace

HttpClient::HttpClient(asio::any_io_executor executor, HttpUrl url, HttpTrust trust,
                       std::size_t connections_max, std::chrono::milliseconds quiet_for)
    : pool_(std::make_shared<HttpPool>(
          std::move(executor), HttpOrigin{std::move(url), std::move(trust), {}, {}, nullptr},
          HttpPool::Limits{connections_max, quiet_for})) {}

HttpClient::~HttpClient() {
    pool_->close();
}

void HttpClient::close() {
    pool_->close();
}

asio::awaitable<HttpAnswer> HttpClient::fetch(HttpRequest request) {
    return fetch_from(pool_, std::move(request));
}

} // namespace peerdesk::net
