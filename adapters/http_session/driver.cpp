// SPDX-License-Identifier: MIT
#include "adapters/http_session/driver.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace peerdesk::http_session {

namespace asio = boost::asio;
using chat::LogLevel;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds feed_again_after{20};
/// Batches that the inbox has no room for; whoever brings more has to wait.
constexpr std::size_t held_max = 16;
/// How often the inbox may refuse before we say so: about a second.
constexpr std::size_t refusals_told = 50;
/// How long the inbox has to take the last reports.
constexpr milliseconds goodbye_within{1'000};

} // namespace

Driver::Clients::Clients(asio::io_context& io, const net::HttpUrl& url, const DriverConfig& config)
    : poll(io.get_executor(), url, config.trust, 1),
      other(io.get_executor(), url, config.trust, config.connections_max) {}

Driver::Driver(asio::io_context& io, DriverConfig config, std::unique_ptr<Session> session,
               DriverPartners partners)
    : io_(io), config_(std::move(config)), partners_(partners), session_(std::move(session)),
      wake_timer_(io), feed_timer_(io), stop_timer_(io) {}

void Driver::start() {
    session_->start(partners_.clock.now());
    pump();
}

void Driver::pump() {
    if (is_over_) return;
    get_files();
    make_requests();
    hand_files();
    report();
    for (NumberedBatch& batch : session_->take_batches())
        held_.push_back(std::move(batch));
    feed();
    arm_wake();
    finish_when_done();
}

void Driver::make_requests() {
    std::vector<Request> requests = session_->take_requests(partners_.clock.now());
    if (requests.empty()) return;
    renew_clients();
    for (Request& request : requests) {
        const RequestId id = request.id;
        net::HttpRequest http;
        http.method = std::move(request.method);
        http.target = std::move(request.target);
        http.body = std::move(request.body);
        if (!http.body.empty()) http.content_type = std::move(request.content_type);
        http.deadline = request.deadline;
        http.body_bytes_max = request.body_bytes_max;
        if (request.with_token) session_->sign(http);
        asio::co_spawn(io_, run(shared_from_this(), clients_, request.lane, id, std::move(http)),
                       [self = shared_from_this(), id](std::exception_ptr error) {
                           if (!error) return;
                           net::HttpAnswer answer;
                           answer.failure = net::HttpFailure::failed;
                           answer.request_left = true;
                           self->on_answer(id, std::move(answer));
                       });
    }
}

/// The address may be looked up first, and may change when it is looked up again.
void Driver::renew_clients() {
    if (clients_ && session_->base_url() == address_) return;
    address_ = session_->base_url();
    clients_.reset();
    const auto url = net::parse_http_url(address_);
    if (!url) return;
    clients_ = std::make_shared<Clients>(io_, *url, config_);
}

asio::awaitable<void> Driver::run(Self self, ClientsPtr clients, Lane lane, RequestId id,
                                  net::HttpRequest request) {
    net::HttpAnswer answer;
    if (!clients) {
        // As a step of its own, since answers never come while requests are being made.
        co_await asio::post(io_, asio::use_awaitable);
        answer.failure = net::HttpFailure::dns_failed;
        answer.detail = "no address";
        co_return self->on_answer(id, std::move(answer));
    }
    net::HttpClient& client = lane == Lane::poll ? clients->poll : clients->other;
    answer = co_await client.fetch(std::move(request));
    self->on_answer(id, std::move(answer));
}

void Driver::on_answer(RequestId id, net::HttpAnswer from) {
    if (is_over_) return;
    Answer answer;
    answer.status = from.failure == net::HttpFailure::none ? from.status : 0;
    answer.body = std::move(from.body);
    answer.retry_after = std::move(from.retry_after);
    answer.location = std::move(from.location);
    answer.failure = from.failure;
    answer.detail = std::move(from.detail);
    answer.content_type = std::move(from.content_type);
    answer.request_left = from.request_left;
    session_->on_answer(id, std::move(answer), partners_.clock.now());
    pump();
}

void Driver::get_files() {
    for (FileWanted& wanted : session_->take_files_wanted()) {
        auto done = [self = weak_from_this(), id = wanted.id](chat::FetchedFile file) {
            const auto driver = self.lock();
            if (!driver || driver->is_over_) return;
            driver->session_->on_file(id, std::move(file), driver->partners_.clock.now());
            driver->pump();
        };
        partners_.files.fetch(wanted.file, std::move(done));
    }
}

bool Driver::push(const std::string& body, Kept answer) {
    if (is_stopping_ || held_.size() > held_max) return false;
    const bool is_taken = session_->push(body, std::move(answer), partners_.clock.now());
    pump();
    return is_taken;
}

void Driver::fetch(const chat::Attachment& file, chat::FileDone done) {
    if (is_over_) {
        asio::post(io_, [done = std::move(done)] { done({{}, {}, "stopped"}); });
        return;
    }
    asked_files_.emplace(++last_file_, std::move(done));
    session_->fetch(last_file_, file, partners_.clock.now());
    asio::post(io_, [self = shared_from_this()] { self->pump(); });
}

/// As a step of its own for each, since whoever gets one goes on at once.
void Driver::hand_files() {
    for (FileReady& ready : session_->take_files_ready()) {
        auto asked = asked_files_.extract(ready.id);
        if (asked.empty()) continue;
        asio::post(io_, [done = std::move(asked.mapped()), file = std::move(ready.file)]() mutable {
            done(std::move(file));
        });
    }
}

void Driver::feed() {
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
                log_line(LogLevel::error, ".inbox_full", {{"held", std::to_string(held_.size())}});
            return arm(feed_timer_, steady_clock::now() + feed_again_after, &Driver::feed);
        }
        refusals_ = 0;
        held_.pop_front();
    }
    if (is_over_) stop_timer_.cancel();
}

void Driver::on_committed(std::uint64_t number) {
    if (is_over_) return;
    session_->on_committed(number, partners_.clock.now());
    pump();
}

void Driver::deliver(std::vector<chat::Outbound> messages) {
    session_->deliver(std::move(messages));
    if (is_stopping_ && is_over_) {
        // Came after the end: told apart, so that nobody waits for it.
        session_->give_up(partners_.clock.now());
        for (NumberedBatch& batch : session_->take_batches())
            held_.push_back(std::move(batch));
        return feed();
    }
    pump();
}

void Driver::stop(milliseconds finish_within) {
    if (std::exchange(is_stopping_, true)) return;
    session_->stop_reading();
    if (clients_) clients_->poll.close();
    stop_at_ = steady_clock::now() + finish_within;
    arm(stop_timer_, stop_at_, &Driver::finish);
    pump();
}

void Driver::finish_when_done() {
    if (is_stopping_ && session_->is_idle()) finish();
}

/// Tells what is left and ends every request; the inbox has a moment to take the last of it.
void Driver::finish() {
    if (std::exchange(is_over_, true)) {
        feed_timer_.cancel();
        return;
    }
    session_->give_up(partners_.clock.now());
    for (auto& asked : std::exchange(asked_files_, {}))
        asio::post(io_, [done = std::move(asked.second)] { done({{}, {}, "stopped"}); });
    report();
    for (NumberedBatch& batch : session_->take_batches())
        held_.push_back(std::move(batch));
    if (clients_) {
        clients_->poll.close();
        clients_->other.close();
    }
    wake_timer_.cancel();
    arm(stop_timer_, steady_clock::now() + goodbye_within, &Driver::finish);
    feed();
}

/// Only ever earlier: a tick with nothing to do is cheaper than a timer for each request.
void Driver::arm_wake() {
    if (is_over_) return;
    const auto wake = session_->next_wake();
    if (wake >= wake_at_) return;
    wake_at_ = wake;
    arm(wake_timer_, wake, &Driver::on_wake);
}

void Driver::arm(asio::steady_timer& timer, net::SteadyTime at, void (Driver::*then)()) {
    timer.expires_at(at);
    timer.async_wait([self = shared_from_this(), then](boost::system::error_code error) {
        if (!error) (self.get()->*then)();
    });
}

void Driver::on_wake() {
    wake_at_ = net::SteadyTime::max();
    pump();
}

/// What changed, to the log.
void Driver::report() {
    for (Note& note : session_->take_notes()) {
        log_line(note.is_problem ? LogLevel::warning : LogLevel::info, ".finding",
                 {{"what", std::string{note.what}}, {"detail", std::move(note.detail)}});
    }
    if (session_->is_up() == was_up_) return;
    was_up_ = session_->is_up();
    log_line(was_up_ ? LogLevel::info : LogLevel::warning, was_up_ ? ".up" : ".down",
             {{"server", address_}});
}

void Driver::log_line(LogLevel level, std::string_view event,
                      std::vector<chat::Log::Field> fields) {
    fields.insert(fields.begin(), {"network", config_.network});
    partners_.log.write(level, config_.word + std::string{event}, std::move(fields));
}

} // namespace peerdesk::http_session
