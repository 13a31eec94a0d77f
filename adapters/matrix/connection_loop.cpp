// SPDX-License-Identifier: MIT
#include "adapters/matrix/connection_loop.hpp"

#include "adapters/matrix/findings.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace peerdesk::matrix {

namespace asio = boost::asio;
using chat::LogLevel;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t connections_max = 8;
constexpr milliseconds feed_again_after{20};
/// How often the inbox may refuse before we say so: about a second.
constexpr std::size_t refusals_told = 50;
/// How long the inbox has to take the last reports.
constexpr milliseconds goodbye_within{1'000};

StoredState stored_of(const std::vector<chat::StateChange>& state) {
    StoredState stored;
    for (const chat::StateChange& entry : state)
        stored.insert_or_assign(entry.key, entry.value);
    return stored;
}

} // namespace

ConnectionLoop::Clients::Clients(asio::io_context& io, const net::HttpUrl& url,
                                 const net::HttpTrust& trust)
    : sync(io.get_executor(), url, trust, 1),
      other(io.get_executor(), url, trust, connections_max) {}

ConnectionLoop::ConnectionLoop(asio::io_context& io, NetworkConfig config,
                               const std::vector<chat::StateChange>& stored_state,
                               LoopPartners partners)
    : io_(io), config_(std::move(config)), partners_(partners),
      session_(config_, stored_of(stored_state), partners.random), wake_timer_(io), feed_timer_(io),
      stop_timer_(io) {}

void ConnectionLoop::start() {
    session_.start(partners_.clock.now());
    pump();
}

void ConnectionLoop::pump() {
    if (is_over_) return;
    make_requests();
    report();
    for (NumberedBatch& batch : session_.take_batches())
        held_.push_back(std::move(batch));
    feed();
    arm_wake();
    finish_when_done();
}

void ConnectionLoop::make_requests() {
    std::vector<Request> requests = session_.take_requests(partners_.clock.now());
    if (requests.empty()) return;
    renew_clients();
    for (Request& request : requests) {
        const RequestId id = request.id;
        std::string token = request.with_token ? session_.access_token() : std::string{};
        asio::co_spawn(io_, run(shared_from_this(), clients_, std::move(request), std::move(token)),
                       [self = shared_from_this(), id](std::exception_ptr error) {
                           if (!error) return;
                           net::HttpAnswer answer;
                           answer.failure = net::HttpFailure::failed;
                           self->on_answer(id, std::move(answer));
                       });
    }
}

/// The homeserver's address is looked up first, and may change when it is looked up again.
void ConnectionLoop::renew_clients() {
    if (clients_ && session_.base_url() == address_) return;
    address_ = session_.base_url();
    clients_.reset();
    const auto url = net::parse_http_url(address_);
    if (!url) return;
    clients_ =
        std::make_shared<Clients>(io_, *url, net::HttpTrust{config_.ca_file, config_.pin_sha256});
}

asio::awaitable<void> ConnectionLoop::run(Self self, ClientsPtr clients, Request request,
                                          std::string token) {
    net::HttpAnswer answer;
    if (!clients) {
        // As a step of its own, since answers never come while requests are being made.
        co_await asio::post(io_, asio::use_awaitable);
        answer.failure = net::HttpFailure::dns_failed;
        answer.detail = "no address";
        co_return self->on_answer(request.id, std::move(answer));
    }
    net::HttpRequest http;
    http.method = std::move(request.method);
    http.target = std::move(request.target);
    http.body = std::move(request.body);
    if (!http.body.empty()) http.content_type = "application/json";
    if (!token.empty()) http.headers.emplace_back("Authorization", "Bearer " + token);
    http.deadline = request.deadline;
    http.body_bytes_max = request.body_bytes_max;
    net::HttpClient& client = request.lane == Lane::sync ? clients->sync : clients->other;
    answer = co_await client.fetch(std::move(http));
    self->on_answer(request.id, std::move(answer));
}

void ConnectionLoop::on_answer(RequestId id, net::HttpAnswer from) {
    if (is_over_) return;
    Answer answer;
    answer.status = from.failure == net::HttpFailure::none ? from.status : 0;
    answer.body = std::move(from.body);
    answer.retry_after = std::move(from.retry_after);
    answer.failure = from.failure;
    answer.detail = std::move(from.detail);
    session_.on_answer(id, std::move(answer), partners_.clock.now());
    pump();
}

void ConnectionLoop::feed() {
    while (!held_.empty()) {
        // The sink swallows what it refuses, so it is handed a copy.
        chat::Batch batch = held_.front().batch;
        batch.committed = [self = weak_from_this(), number = held_.front().number] {
            const auto loop = self.lock();
            if (!loop) return;
            asio::post(loop->io_, [loop, number] { loop->on_committed(number); });
        };
        if (!partners_.sink.offer(std::move(batch))) {
            if (++refusals_ == refusals_told)
                log_line(LogLevel::error, "matrix.inbox_full", "held",
                         std::to_string(held_.size()));
            return arm(feed_timer_, steady_clock::now() + feed_again_after, &ConnectionLoop::feed);
        }
        refusals_ = 0;
        held_.pop_front();
    }
    if (is_over_) stop_timer_.cancel();
}

void ConnectionLoop::on_committed(std::uint64_t number) {
    if (is_over_) return;
    session_.on_committed(number, partners_.clock.now());
    pump();
}

void ConnectionLoop::deliver(std::vector<chat::Outbound> messages) {
    session_.deliver(std::move(messages));
    if (is_stopping_ && is_over_) {
        // Came after the end: told apart, so that nobody waits for it.
        session_.give_up(partners_.clock.now());
        for (NumberedBatch& batch : session_.take_batches())
            held_.push_back(std::move(batch));
        return feed();
    }
    pump();
}

void ConnectionLoop::stop(milliseconds finish_within) {
    if (std::exchange(is_stopping_, true)) return;
    session_.stop_reading();
    if (clients_) clients_->sync.close();
    stop_at_ = steady_clock::now() + finish_within;
    arm(stop_timer_, stop_at_, &ConnectionLoop::finish);
    pump();
}

void ConnectionLoop::finish_when_done() {
    if (is_stopping_ && session_.is_idle()) finish();
}

/// Tells what is left and ends every request; the inbox has a moment to take the last of it.
void ConnectionLoop::finish() {
    if (std::exchange(is_over_, true)) {
        feed_timer_.cancel();
        return;
    }
    session_.give_up(partners_.clock.now());
    report();
    for (NumberedBatch& batch : session_.take_batches())
        held_.push_back(std::move(batch));
    if (clients_) {
        clients_->sync.close();
        clients_->other.close();
    }
    wake_timer_.cancel();
    arm(stop_timer_, steady_clock::now() + goodbye_within, &ConnectionLoop::finish);
    feed();
}

/// Only ever earlier: a tick with nothing to do is cheaper than a timer for each request.
void ConnectionLoop::arm_wake() {
    if (is_over_) return;
    const auto wake = session_.next_wake();
    if (wake >= wake_at_) return;
    wake_at_ = wake;
    arm(wake_timer_, wake, &ConnectionLoop::on_wake);
}

void ConnectionLoop::arm(asio::steady_timer& timer, net::SteadyTime at,
                         void (ConnectionLoop::*then)()) {
    timer.expires_at(at);
    timer.async_wait([self = shared_from_this(), then](boost::system::error_code error) {
        if (!error) (self.get()->*then)();
    });
}

void ConnectionLoop::on_wake() {
    wake_at_ = net::SteadyTime::max();
    pump();
}

/// What changed, to the log.
void ConnectionLoop::report() {
    for (const Finding& finding : session_.take_findings()) {
        const bool is_problem = severity_of(finding.code) == Severity::problem;
        partners_.log.write(is_problem ? LogLevel::warning : LogLevel::info, "matrix.finding",
                            {{"network", config_.network},
                             {"what", std::string{name_of(finding.code)}},
                             {"detail", finding.detail}});
    }
    if (session_.is_up() == was_up_) return;
    was_up_ = session_.is_up();
    log_line(was_up_ ? LogLevel::info : LogLevel::warning, was_up_ ? "matrix.up" : "matrix.down",
             "homeserver", address_);
}

void ConnectionLoop::log_line(LogLevel level, std::string_view event, std::string_view field,
                              std::string value) {
    partners_.log.write(level, event, {{"network", config_.network}, {field, std::move(value)}});
}

} // namespace peerdesk::matrix
