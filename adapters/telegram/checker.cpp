// SPDX-License-Identifier: MIT
#include "adapters/telegram/checker.hpp"

#include "adapters/net/http_client.hpp"
#include "adapters/telegram/chats.hpp"
#include "adapters/telegram/identity.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/token_path.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// The parts of a session that find out about the account and the rooms, and nothing else.
class Trial {
  public:
    Trial(const NetworkConfig& config, milliseconds deadline)
        : config_(config), deadline_(deadline), until_(clock_.now().steady + deadline) {}

    std::vector<Finding> run() {
        asio::co_spawn(io_, go(), asio::detached);
        io_.run_for(deadline_);
        client_.reset();
        if (!is_done_) context_.find(FindingCode::connect_timeout, config_.api_url);
        return std::move(findings_);
    }

  private:
    asio::awaitable<void> go() {
        const auto url = net::parse_http_url(config_.api_url);
        if (!url) {
            context_.find(FindingCode::dns_failed, config_.api_url);
        } else {
            client_ = std::make_unique<net::HttpClient>(io_.get_executor(), *url,
                                                        net::HttpTrust{config_.ca_file, {}}, 1);
            while (!is_over())
                co_await look();
        }
        is_done_ = true;
        client_.reset();
    }

    /// Everything was asked once, or nobody knows who we are.
    [[nodiscard]] bool is_over() const {
        return identity_.is_known() ? chats_.are_looked_up() : !identity_.trouble().empty();
    }

    asio::awaitable<void> look() {
        const net::Instant now = clock_.now();
        identity_.ask(now);
        if (identity_.is_known()) chats_.ask(now, identity_.hears_everything());
        std::vector<Request> requests = tray_.take();
        if (requests.empty()) {
            const auto wake =
                std::min(identity_.is_known() ? chats_.next_wake() : identity_.next_wake(), until_);
            asio::steady_timer pause(io_, wake);
            co_await pause.async_wait(asio::use_awaitable);
        }
        for (Request& request : requests) {
            const RequestId id = request.id;
            const Answer answer = co_await ask(std::move(request));
            if (tray_.answered(id) == Asker::identity)
                identity_.on_answer(answer, clock_.now());
            else
                chats_.on_answer(id, answer, clock_.now());
        }
    }

    asio::awaitable<Answer> ask(Request request) {
        net::HttpRequest http;
        http.method = std::move(request.method);
        http.target = with_token(std::move(request.target), config_.token);
        const auto left = std::chrono::duration_cast<milliseconds>(until_ - clock_.now().steady);
        http.deadline = std::clamp(left, milliseconds{1}, request.deadline);
        http.body_bytes_max = request.body_bytes_max;
        net::HttpAnswer from = co_await client_->fetch(std::move(http));
        Answer answer;
        answer.status = from.failure == net::HttpFailure::none ? from.status : 0;
        answer.body = std::move(from.body);
        answer.retry_after = std::move(from.retry_after);
        answer.failure = from.failure;
        answer.detail = std::move(from.detail);
        if (answer.is_ok() && !std::exchange(is_connected_, true))
            context_.find(FindingCode::connected, config_.api_url);
        co_return answer;
    }

    NetworkConfig config_;
    milliseconds deadline_;
    net::SystemClock clock_;
    net::SystemRandom random_;
    net::SteadyTime until_;
    RequestTray tray_;
    BatchBook book_{config_.network, {}};
    std::vector<Finding> findings_;
    SessionContext context_{config_, random_, tray_, book_, findings_, {}};
    Identity identity_{context_};
    RoomMap rooms_;
    Chats chats_{context_, rooms_};
    bool is_connected_ = false;
    bool is_done_ = false;
    asio::io_context io_{1};
    std::unique_ptr<net::HttpClient> client_;
};

} // namespace

std::vector<Finding> check(const NetworkConfig& config, milliseconds deadline) {
    return Trial(config, deadline).run();
}

} // namespace peerdesk::telegram
