// SPDX-License-Identifier: MIT
#include "bot/runtime/process.hpp"

#include "storage/facts.hpp"

#include <boost/asio/post.hpp>

#include <fmt/format.h>

#include <csignal>
#include <utility>

namespace peerdesk::runtime {

using std::chrono::steady_clock;

namespace {

std::vector<chat::StateChange> stored_state(storage::Database& database, std::string_view network) {
    std::vector<chat::StateChange> result;
    for (auto& [key, value] : storage::AdapterState(database).of(network)) {
        result.push_back({std::move(key), std::move(value)});
    }
    return result;
}

} // namespace

Process::Process(ProcessSetup setup, Store store, EventLog& log)
    : setup_(std::move(setup)), store_(std::move(store)), log_(log),
      notify_(ServiceNotify::from_environment()), signals_(io_), watch_timer_(io_),
      stop_timer_(io_), core_(store_.database, setup_.config.settings, setup_.texts, log_),
      files_(io_, adapters_) {}

Process::~Process() = default;

ExitCode Process::run() {
    const auto began = steady_clock::now();
    core_.take_skills(std::move(setup_.config.skill_tree));
    const Started started = core_.start(clock_.now().wall);
    log_.write(chat::LogLevel::info, "started", {{"unclean", started.was_unclean ? "yes" : "no"}});
    desk_ = std::make_unique<DeskThread>(
        DeskParts{core_, inbox_, clock_, log_,
                  [this](const std::string& network, std::vector<chat::Outbound> messages) {
                      deliver(network, std::move(messages));
                  },
                  [this] {
                      boost::asio::post(io_, [this] {
                          result_ = ExitCode::failed;
                          begin_stop("desk_failed");
                      });
                  }});
    make_adapters();
    wait_for_signal();
    desk_->start();
    for (auto& [name, adapter] : adapters_)
        adapter->start();
    notify_.ready();
    watch();
    log_.write(
        chat::LogLevel::info, "ready",
        {{"ms", fmt::format("{}", (steady_clock::now() - began) / std::chrono::milliseconds(1))}});
    while (!has_left_ && io_.run_one() > 0) {
    }
    // The loop ends by itself when every adapter has left, or here for one that does not.
    io_.run_until(leave_by_);
    if (!io_.stopped()) log_.write(chat::LogLevel::warning, "networks_did_not_leave", {});
    // Nobody offers any more: what is in the queue is all there is.
    inbox_.close();
    desk_->finish();
    log_.write(chat::LogLevel::info, "stopped", {});
    return result_;
}

void Process::make_adapters() {
    for (const auto& network : setup_.config.networks) {
        AdapterParts parts{
            io_,
            stored_state(store_.database, network->name()),
            inbox_,
            log_,
            random_,
            clock_,
            files_,
            setup_.texts,
            setup_.locale,
            [this](std::function<void()> callback) { when_settled(std::move(callback)); },
            [this] { begin_stop("input_ended"); }};
        // Beside other networks the end of a terminal's input is no reason to leave them.
        if (setup_.config.networks.size() > 1) parts.end_program = [] {};
        const auto [made, is_new] =
            adapters_.emplace(network->name(), network->make(std::move(parts)));
        core_.expect(network->name(), made->second->capabilities());
    }
}

void Process::wait_for_signal() {
    if (!is_stopping_) {
        boost::system::error_code ignored;
        for (const int signal : {SIGTERM, SIGINT, SIGHUP})
            signals_.add(signal, ignored);
    }
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
        if (error) return;
        if (signal == SIGHUP) {
            reload();
        } else {
            begin_stop(signal == SIGTERM ? "sigterm" : "sigint");
        }
        wait_for_signal();
    });
}

void Process::reload() {
    if (!setup_.reload || is_stopping_) return;
    notify_.reloading();
    if (auto fresh = setup_.reload()) {
        setup_.texts = fresh->texts;
        desk_->reload(std::move(fresh->settings), std::move(fresh->texts),
                      std::move(fresh->skill_tree));
        log_.write(chat::LogLevel::info, "reloaded", {});
    } else {
        log_.write(chat::LogLevel::error, "reload_refused", {});
    }
    notify_.ready();
}

void Process::watch() {
    if (!notify_.watchdog()) return;
    const auto interval = *notify_.watchdog();
    // This timer proves that the network thread goes round; the beat proves it of the desk.
    if (steady_clock::now() - desk_->last_beat() < interval) notify_.alive();
    watch_timer_.expires_after(interval / 3);
    watch_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) watch();
    });
}

void Process::begin_stop(std::string_view why) {
    if (std::exchange(is_stopping_, true)) return;
    stop_began_ = steady_clock::now();
    log_.write(chat::LogLevel::info, "stopping", {{"reason", std::string(why)}});
    notify_.stopping();
    stop_timer_.expires_after(settle_within);
    stop_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) leave_networks();
    });
    when_settled([this] { leave_networks(); });
}

void Process::leave_networks() {
    if (std::exchange(has_left_, true)) return;
    const auto spent =
        std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - stop_began_);
    const auto left = deliver_within > spent ? deliver_within - spent : std::chrono::milliseconds{};
    for (auto& [name, adapter] : adapters_)
        adapter->stop(left);
    watch_timer_.cancel();
    stop_timer_.cancel();
    boost::system::error_code ignored;
    signals_.cancel(ignored); // its handlers stay: a second signal must not kill what still commits
    leave_by_ = steady_clock::now() + left + leave_within;
}

void Process::when_settled(std::function<void()> callback) {
    desk_->when_settled(
        [this, callback = std::move(callback)] { boost::asio::post(io_, callback); });
}

void Process::deliver(const std::string& network, std::vector<chat::Outbound> messages) {
    // Made before the desk thread began and not changed since, so no lock.
    const auto found = adapters_.find(network);
    if (found != adapters_.end()) {
        found->second->deliver(std::move(messages));
        return;
    }
    log_.write(chat::LogLevel::warning, "no_such_network",
               {{"network", network}, {"messages", std::to_string(messages.size())}});
}

} // namespace peerdesk::runtime
