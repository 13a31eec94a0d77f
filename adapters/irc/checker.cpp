// SPDX-License-Identifier: MIT
#include "adapters/irc/checker.hpp"

#include "adapters/irc/connection_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <variant>

namespace peerdesk::irc {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds between_servers{100};
constexpr milliseconds goodbye{1'500};

class NoLog final : public chat::Log {
  public:
    void write(chat::LogLevel, std::string_view, std::vector<Field>) override {}
};

/// Runs the real loop until it is up, every server was tried, or nothing more is to be learned.
class Trial final : public LoopObserver, public chat::InboxSink {
  public:
    Trial(const NetworkConfig& config, milliseconds deadline)
        : server_count_(config.servers.size()), deadline_(io_, deadline),
          loop_(
              std::make_shared<ConnectionLoop>(io_, config, std::vector<chat::StateChange>{},
                                               LoopPartners{*this, log_, random_, clock_, this})) {}

    std::vector<Finding> run() {
        deadline_.async_wait([this](boost::system::error_code error) {
            if (!error) stop();
        });
        loop_->start();
        io_.run();
        return std::move(findings_);
    }

    void on_finding(const Finding& finding) override {
        findings_.push_back(finding);
        // Services may come back in an hour; whoever runs a check wants to hear of it now.
        if (finding.code == FindingCode::sasl_not_offered) stop();
    }

    void on_attempt_over() override {
        if (++attempts_ >= server_count_) stop();
    }

    void on_stopped() override { deadline_.cancel(); }

    bool offer(chat::Batch batch) override {
        for (const chat::Event& event : batch.events) {
            const auto* change = std::get_if<chat::LinkChanged>(&event.body);
            if (change == nullptr || is_stopping_) continue;
            if (change->is_up)
                stop();
            else if (findings_.empty() || severity_of(findings_.back().code) != Severity::problem)
                findings_.push_back({FindingCode::connection_closed, change->reason});
        }
        return true;
    }

  private:
    void stop() {
        if (is_stopping_) return;
        is_stopping_ = true;
        boost::asio::post(io_, [loop = loop_] { loop->stop(milliseconds{0}); });
        deadline_.expires_after(goodbye);
        deadline_.async_wait([this](boost::system::error_code error) {
            if (!error) io_.stop(); // not even the goodbye was answered
        });
    }

    boost::asio::io_context io_{1};
    net::SystemRandom random_;
    net::SystemClock clock_;
    NoLog log_;
    std::vector<Finding> findings_;
    std::size_t server_count_;
    std::size_t attempts_ = 0;
    bool is_stopping_ = false;
    boost::asio::steady_timer deadline_;
    std::shared_ptr<ConnectionLoop> loop_;
};

} // namespace

std::vector<Finding> check(const NetworkConfig& config, milliseconds deadline) {
    if (config.servers.empty()) return {{FindingCode::no_server_configured, {}}};
    NetworkConfig quick = config;
    quick.back_off_min = between_servers;
    quick.back_off_max = between_servers;
    // Each server has its share of the time, or a silent one would hide the others.
    const auto share = deadline / static_cast<milliseconds::rep>(config.servers.size() + 1);
    quick.connect_timeout = std::min(quick.connect_timeout, share);
    std::vector<Finding> findings = Trial{quick, deadline}.run();
    if (findings.empty())
        findings.push_back({FindingCode::connect_timeout, config.servers[0].host});
    return findings;
}

} // namespace peerdesk::irc
