// SPDX-License-Identifier: MIT
#include "adapters/matrix/checker.hpp"

#include "adapters/matrix/answer_findings.hpp"
#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/login.hpp"
#include "adapters/matrix/login_requests.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/net/http_client.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace peerdesk::matrix {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

constexpr milliseconds goodbye{1'500};
constexpr std::size_t state_bytes_max = 64 << 20; // of a large room

/// Whether the level of `user` suffices for messages. A creator whom no levels name is one of a
/// room of version 12 or later, where creators may do everything (MSC4289).
bool may_write(const std::vector<RoomEvent>& state, const std::string& user) {
    const PowerLevels* levels = nullptr;
    bool is_creator = false;
    for (const RoomEvent& event : state) {
        if (const auto* told = std::get_if<PowerLevels>(&event.body)) levels = told;
        const auto* create = std::get_if<Create>(&event.body);
        if (create == nullptr) continue;
        const auto& others = create->additional_creators;
        is_creator = event.sender == user || std::ranges::find(others, user) != others.end();
    }
    if (levels == nullptr) return true;
    const auto held = levels->users.find(user);
    if (held == levels->users.end() && is_creator) return true;
    const auto needed = levels->events.find("m.room.message");
    return (held == levels->users.end() ? levels->users_default : held->second) >=
           (needed == levels->events.end() ? levels->events_default : needed->second);
}

/// The real login against the real server, then one look at each room.
class Trial {
  public:
    Trial(const NetworkConfig& config, milliseconds deadline)
        : config_(config), deadline_(deadline), login_(config_, {}, random_),
          until_(clock_.now().steady + deadline - std::min(goodbye, deadline / 4)) {}

    std::vector<Finding> run() {
        asio::co_spawn(io_, go(), asio::detached);
        io_.run_for(deadline_);
        if (!is_done_) find(FindingCode::connect_timeout, login_.base_url());
        return std::move(findings_);
    }

  private:
    asio::awaitable<void> go() {
        co_await log_in();
        if (login_.is_ready()) {
            const Answer known = co_await ask(make("GET", client_path({"joined_rooms"})));
            const auto joined = parse_joined_rooms(known.body);
            for (const std::string& room : config_.rooms) {
                if (clock_.now().steady >= until_) break;
                co_await look_at(room, joined);
            }
            is_done_ = clock_.now().steady < until_;
            // A session of ours would stay in the account's list of devices.
            if (config_.access_token.empty()) co_await ask(logout_request(config_), true);
        } else {
            is_done_ = !findings_.empty();
        }
        client_.reset();
    }

    /// Until it is ready, or a problem is found that waiting does not mend.
    asio::awaitable<void> log_in() {
        while (!login_.is_ready()) {
            const auto request = login_.next_request(clock_.now());
            if (request) {
                const Answer answer = co_await ask(*request);
                login_.on_answer(answer, clock_.now());
                if (!login_.take_state().empty()) login_.on_committed();
            }
            bool has_problem = false;
            for (Finding& finding : login_.take_findings()) {
                has_problem = has_problem || severity_of(finding.code) == Severity::problem;
                findings_.push_back(std::move(finding));
            }
            if (has_problem || (!login_.is_ready() && login_.next_wake() > until_)) co_return;
            if (request || login_.is_ready()) continue;
            asio::steady_timer pause(io_, login_.next_wake());
            co_await pause.async_wait(asio::use_awaitable);
        }
    }

    asio::awaitable<void> look_at(std::string room,
                                  std::optional<std::vector<std::string>> joined) {
        Request join = make("POST", client_path({"join", room}));
        join.body = "{}";
        const Answer answer = co_await ask(std::move(join));
        const auto id = answer.is_ok() ? parse_text_member(answer.body, "room_id") : std::nullopt;
        if (!id) {
            find(FindingCode::cannot_join, room + " (" + words_of(answer) + ')');
            co_return;
        }
        find(FindingCode::joined, room);
        Request ask_state = make("GET", client_path({"rooms", *id, "state"}));
        ask_state.body_bytes_max = state_bytes_max;
        const Answer told = co_await ask(std::move(ask_state));
        if (const auto state = told.is_ok() ? parse_state(told.body) : std::nullopt) {
            judge(room, *state);
        } else {
            find(FindingCode::answer_unreadable, room);
        }
        if (joined && std::ranges::find(*joined, *id) == joined->end())
            co_await leave_if_public(*id);
    }

    void judge(const std::string& room, const std::vector<RoomEvent>& state) {
        const auto is_encryption = [](const RoomEvent& event) {
            return std::holds_alternative<Encryption>(event.body);
        };
        if (std::ranges::any_of(state, is_encryption)) find(FindingCode::room_encrypted, room);
        if (!may_write(state, login_.user())) find(FindingCode::cannot_write, room);
    }

    /// Where anybody may come in, we can again at the start. Anywhere else an invitation is spent.
    asio::awaitable<void> leave_if_public(std::string id) {
        const Answer rule = co_await ask(
            make("GET", client_path({"rooms", id, "state", "m.room.join_rules"})), true);
        if (!rule.is_ok() || parse_text_member(rule.body, "join_rule") != "public") co_return;
        Request leave = make("POST", client_path({"rooms", id, "leave"}));
        leave.body = "{}";
        co_await ask(std::move(leave), true);
    }

    [[nodiscard]] Request make(std::string method, std::string target) const {
        Request request;
        request.method = std::move(method);
        request.target = std::move(target);
        request.deadline = config_.request_timeout;
        return request;
    }

    /// @param is_goodbye whether it may take of the time that is kept for leaving
    asio::awaitable<Answer> ask(Request request, bool is_goodbye = false) {
        const auto url = net::parse_http_url(login_.base_url());
        Answer answer;
        if (!url) {
            answer.failure = net::HttpFailure::dns_failed;
            co_return answer;
        }
        if (!client_ || address_ != login_.base_url()) {
            address_ = login_.base_url();
            client_ = std::make_unique<net::HttpClient>(
                io_.get_executor(), *url, net::HttpTrust{config_.ca_file, config_.pin_sha256}, 1);
        }
        net::HttpRequest http;
        http.method = std::move(request.method);
        http.target = std::move(request.target);
        http.body = std::move(request.body);
        if (!http.body.empty()) http.content_type = "application/json";
        if (request.with_token)
            http.headers.emplace_back("Authorization", "Bearer " + login_.access_token());
        const auto left = std::chrono::duration_cast<milliseconds>(
            until_ + (is_goodbye ? goodbye : milliseconds{0}) - clock_.now().steady);
        http.deadline = std::clamp(left, milliseconds{1}, request.deadline);
        http.body_bytes_max = request.body_bytes_max;
        net::HttpAnswer from = co_await client_->fetch(std::move(http));
        answer.status = from.failure == net::HttpFailure::none ? from.status : 0;
        answer.body = std::move(from.body);
        answer.retry_after = std::move(from.retry_after);
        answer.location = std::move(from.location);
        answer.failure = from.failure;
        answer.detail = std::move(from.detail);
        co_return answer;
    }

    void find(FindingCode code, std::string detail) {
        findings_.push_back({code, std::move(detail)});
    }

    NetworkConfig config_;
    milliseconds deadline_;
    net::SystemRandom random_;
    net::SystemClock clock_;
    std::vector<Finding> findings_;
    Login login_;
    net::SteadyTime until_;
    bool is_done_ = false;
    asio::io_context io_{1};
    std::string address_;
    std::unique_ptr<net::HttpClient> client_;
};

} // namespace

std::vector<Finding> check(const NetworkConfig& config, milliseconds deadline) {
    return Trial(config, deadline).run();
}

} // namespace peerdesk::matrix
