// SPDX-License-Identifier: MIT
#include "adapters/irc/connection_loop.hpp"

#include "adapters/irc/connect_findings.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <utility>

namespace peerdesk::irc {

namespace asio = boost::asio;
using chat::LogLevel;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t read_bytes = 65'536;
constexpr milliseconds write_within{30'000};
/// How long a server may take to close after our QUIT.
constexpr milliseconds goodbye_within{1'000};
constexpr milliseconds feed_again_after{20};
/// A connection that lived this long was a good one: the next trouble starts with short delays.
constexpr milliseconds good_after{60'000};
constexpr milliseconds login_refused_wait{30'000};

constexpr std::string_view epoch_key = "epoch";

std::uint64_t stored_epoch(const std::vector<chat::StateChange>& state) {
    std::uint64_t epoch = 0;
    for (const chat::StateChange& entry : state)
        if (entry.key == epoch_key)
            std::from_chars(entry.value.data(), entry.value.data() + entry.value.size(), epoch);
    return epoch;
}

} // namespace

ConnectionLoop::ConnectionLoop(asio::io_context& io, NetworkConfig config,
                               const std::vector<chat::StateChange>& stored_state,
                               LoopPartners partners)
    : io_(io), config_(std::move(config)), partners_(partners),
      feeder_(config_.network, partners.sink),
      back_off_(config_.back_off_min, config_.back_off_max, partners.random),
      epoch_(stored_epoch(stored_state)), wake_timer_(io), feed_timer_(io), leave_timer_(io),
      pause_timer_(io) {
    last_capabilities_.in_flight_max = config_.in_flight_max;
}

void ConnectionLoop::start() {
    asio::co_spawn(io_, run(shared_from_this()), [self = shared_from_this()](std::exception_ptr e) {
        if (!e) return;
        try {
            std::rethrow_exception(e);
        } catch (const std::exception& error) {
            self->log_line(LogLevel::error, "irc.loop_ended", "reason", error.what());
        }
    });
}

asio::awaitable<void> ConnectionLoop::run(Self self) {
    if (config_.servers.empty()) {
        log({FindingCode::no_server_configured, {}});
        co_return;
    }
    while (!is_stopping_) {
        const ServerAddress server = config_.servers[server_index_ % config_.servers.size()];
        ++epoch_;
        link_ = std::make_shared<Link>(io_, config_, epoch_, server.tls, partners_.random);
        co_await use(server, link_);
        if (partners_.observer != nullptr) partners_.observer->on_attempt_over();
        const milliseconds delay = delay_after(*link_);
        link_.reset();
        if (is_stopping_) break;
        ++server_index_;
        log_line(LogLevel::info, "irc.retry", "in_ms", std::to_string(delay.count()));
        co_await pause(delay);
        // A full inbox would only make us leave again.
        while (!is_stopping_ && !feeder_.is_empty())
            co_await pause(feed_again_after);
    }
    while (!feeder_.is_empty() && steady_clock::now() < stop_at_ + goodbye_within) {
        if (feeder_.offer()) break;
        co_await pause(feed_again_after);
    }
    for (asio::steady_timer* timer : {&wake_timer_, &feed_timer_, &leave_timer_, &pause_timer_})
        timer->cancel();
    if (partners_.observer != nullptr) partners_.observer->on_stopped();
}

asio::awaitable<void> ConnectionLoop::use(ServerAddress server, LinkPtr link) {
    const net::ConnectResult result = co_await link->connection.connect(
        {server.host, server.port, server.tls, config_.ca_file, config_.pin_sha256},
        config_.connect_timeout);
    if (result.outcome != net::ConnectOutcome::connected) {
        on_connect_failed(server, result);
        co_return;
    }
    if (is_stopping_) co_return;
    log({FindingCode::connected, name_of(server)});
    feeder_.add(chat::StateChange{std::string{epoch_key}, std::to_string(epoch_)});
    link->session.connected(partners_.clock.now());
    pump();
    const std::string reason = co_await read_until_closed(link);
    end(*link, reason);
}

asio::awaitable<std::string> ConnectionLoop::read_until_closed(LinkPtr link) {
    std::vector<char> buffer(read_bytes);
    for (;;) {
        const net::ReadResult result = co_await link->connection.read(buffer);
        if (result.bytes > 0) {
            link->session.receive({buffer.data(), result.bytes}, partners_.clock.now());
            pump();
        }
        if (!result.error.empty()) co_return result.error;
    }
}

asio::awaitable<void> ConnectionLoop::write([[maybe_unused]] Self self, LinkPtr link) {
    while (!link->writing.empty() && !link->is_ended) {
        const std::string error = co_await link->connection.write(link->writing, write_within);
        if (link->is_ended) co_return;
        if (!error.empty()) {
            link->connection.close(); // the reader sees it and ends the session
            co_return;
        }
        link->session.written(partners_.clock.now());
        link->writing = link->session.take_bytes(partners_.clock.now());
        collect(*link);
        feed();
        arm_wake();
        leave_when_done();
    }
}

asio::awaitable<void> ConnectionLoop::pause(milliseconds delay) {
    pause_timer_.expires_after(delay);
    co_await pause_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

void ConnectionLoop::pump() {
    if (!link_ || link_->is_ended) return;
    start_writing();
    collect(*link_);
    feed();
    if (link_->session.closing()) link_->connection.close();
    arm_wake();
    leave_when_done();
}

void ConnectionLoop::start_writing() {
    if (!link_->writing.empty()) return; // the writer fetches more when it is done
    link_->writing = link_->session.take_bytes(partners_.clock.now());
    if (link_->writing.empty()) return;
    asio::co_spawn(io_, write(shared_from_this(), link_), [link = link_](std::exception_ptr e) {
        if (e) link->connection.close();
    });
}

/// Events to the inbox, findings to the log.
void ConnectionLoop::collect(Link& link) {
    for (const Finding& finding : link.session.take_findings())
        log(finding);
    if (link.session.is_up() && !link.up_since) {
        link.up_since = partners_.clock.now().steady;
        is_down_told_ = false;
        log_line(LogLevel::info, "irc.up", "epoch", std::to_string(epoch_));
    }
    feeder_.add(link.session.take_events());
}

void ConnectionLoop::feed() {
    if (feeder_.offer()) return;
    arm(feed_timer_, steady_clock::now() + feed_again_after, &ConnectionLoop::feed);
    if (feeder_.held_count() <= config_.held_events_max) return;
    if (!link_ || link_->is_leaving || link_->is_ended) return;
    log_line(LogLevel::error, "irc.inbox_full", "held", std::to_string(feeder_.held_count()));
    link_->session.stop_inbound();
    leave(config_.overload_text, "the inbox stayed full");
}

void ConnectionLoop::leave(std::string_view text, std::string why) {
    if (!link_ || link_->is_leaving || link_->is_ended) return;
    link_->is_leaving = true;
    link_->why_leaving = std::move(why);
    link_->session.quit(text, partners_.clock.now());
    start_writing();
    arm(leave_timer_, steady_clock::now() + goodbye_within, &ConnectionLoop::on_wake);
}

void ConnectionLoop::end(Link& link, std::string reason) {
    if (link.session.closing()) reason = link.session.closing()->reason;
    if (is_stopping_) reason = "stopped";
    if (link.is_leaving) reason = link.why_leaving;
    link.is_ended = true;
    link.connection.close();
    last_capabilities_ = link.session.capabilities();
    link.session.disconnected(reason, partners_.clock.now());
    collect(link);
    if (link.up_since)
        is_down_told_ = true; // by the session
    else
        note_down(reason);
    log_line(LogLevel::warning, "irc.down", "reason", reason);
    feed();
}

milliseconds ConnectionLoop::delay_after(const Link& link) {
    const auto now = partners_.clock.now().steady;
    if (link.up_since && now - *link.up_since >= good_after) back_off_.reset();
    const auto& closing = link.session.closing();
    if (!closing) return back_off_.next();
    switch (closing->kind) {
    case ClosingKind::lost:
    case ClosingKind::silent:
    case ClosingKind::not_registered:
        break;
    case ClosingKind::login_refused:
        return std::max(back_off_.next(), std::min(login_refused_wait, config_.back_off_max));
    case ClosingKind::banned:
    case ClosingKind::nick_unusable:
        back_off_.jump_to_max();
        break;
    }
    return back_off_.next();
}

void ConnectionLoop::on_connect_failed(const ServerAddress& server,
                                       const net::ConnectResult& result) {
    if (is_stopping_) return;
    const Finding finding = finding_of(server, config_, result);
    log(finding);
    note_down(std::string{name_of(finding.code)} + ' ' + finding.detail);
    feed();
}

/// Told once, not at every try; the log has them all.
void ConnectionLoop::note_down(const std::string& reason) {
    if (std::exchange(is_down_told_, true)) return;
    emit(chat::LinkChanged{false, reason, {}});
}

void ConnectionLoop::deliver(std::vector<chat::Outbound> messages) {
    if (!link_ || link_->is_ended || link_->is_leaving) return report_returned(messages);
    link_->session.deliver(std::move(messages), partners_.clock.now());
    pump();
}

void ConnectionLoop::report_returned(const std::vector<chat::Outbound>& messages) {
    for (const chat::Outbound& message : messages)
        emit(chat::DeliveryReported{message.outbox_id, chat::Delivery::returned, {}, "no link"});
    feed();
}

void ConnectionLoop::emit(chat::EventBody body) {
    chat::Event event;
    event.key = std::to_string(epoch_) + "/loop" + std::to_string(++own_events_);
    event.time = partners_.clock.now().wall;
    event.body = std::move(body);
    std::vector<chat::Event> events;
    events.push_back(std::move(event));
    feeder_.add(std::move(events));
}

void ConnectionLoop::stop(milliseconds finish_within) {
    if (is_stopping_) return;
    is_stopping_ = true;
    stop_at_ = steady_clock::now() + finish_within;
    pause_timer_.cancel();
    if (!link_) return;
    link_->session.stop_inbound();
    if (!link_->session.is_up()) return link_->connection.close();
    leave_when_done();
    if (!link_->is_leaving) arm(leave_timer_, stop_at_, &ConnectionLoop::on_wake);
}

void ConnectionLoop::leave_when_done() {
    if (!is_stopping_ || !link_ || link_->is_leaving) return;
    if (link_->session.is_idle() || steady_clock::now() >= stop_at_)
        leave(config_.quit_text, "stopped");
}

chat::Capabilities ConnectionLoop::capabilities() const {
    return link_ && link_->session.is_up() ? link_->session.capabilities() : last_capabilities_;
}

/// The timer is set anew only when it would fire too late: a busy link would do nothing else.
void ConnectionLoop::arm_wake() {
    if (!link_ || link_->is_ended) return;
    const auto wake = link_->session.next_wake(partners_.clock.now());
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
    if (!link_ || link_->is_ended) return;
    const bool is_goodbye_over = link_->is_leaving && leave_timer_.expiry() <= steady_clock::now();
    if (is_goodbye_over) return link_->connection.close();
    link_->session.tick(partners_.clock.now());
    pump();
}

void ConnectionLoop::log(const Finding& finding) {
    if (partners_.observer != nullptr) partners_.observer->on_finding(finding);
    LogLevel level = LogLevel::info;
    switch (severity_of(finding.code)) {
    case Severity::ok:
    case Severity::note:
        break;
    case Severity::problem:
        level = LogLevel::warning;
        break;
    }
    partners_.log.write(level, "irc.finding",
                        {{"network", config_.network},
                         {"what", std::string{name_of(finding.code)}},
                         {"detail", finding.detail}});
}

void ConnectionLoop::log_line(LogLevel level, std::string_view event, std::string_view field,
                              std::string value) {
    partners_.log.write(level, event, {{"network", config_.network}, {field, std::move(value)}});
}

} // namespace peerdesk::irc
