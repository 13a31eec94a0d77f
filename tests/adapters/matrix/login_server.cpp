// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/login_server.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {

using Json = nlohmann::json;

Answer answer_of(int status, std::string body) {
    Answer answer;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

Answer answer_of(net::HttpFailure failure) {
    Answer answer;
    answer.failure = failure;
    answer.detail = "told by the system";
    return answer;
}

Answer LoginServer::answer(const Request& request, const std::string& token) {
    for (const auto& [end, answer] : instead) {
        if (request.target.ends_with(end)) return answer;
    }
    if (request.target.ends_with("/versions"))
        return answer_of(200, R"({"versions": ["r0.6.1", "v1.1", "v1.11"]})");
    if (request.target.ends_with("/whoami")) {
        if (!revoked.contains(token)) {
            return answer_of(200, Json{{"user_id", user}, {"device_id", device}}.dump());
        }
        return answer_of(401, Json{{"errcode", "M_UNKNOWN_TOKEN"},
                                   {"error", "Token is not active"},
                                   {"soft_logout", is_soft}}
                                  .dump());
    }
    if (request.target.ends_with("/login") && request.method == "GET")
        return answer_of(200,
                         R"({"flows": [{"type": "m.login.sso"}, {"type": "m.login.password"}]})");
    Json given{{"access_token", "syt_secret_" + std::to_string(++token_count)}};
    if (gives_refresh) {
        given["refresh_token"] = "syr_secret_" + std::to_string(token_count);
        given["expires_in_ms"] = 600'000;
    }
    if (request.target.ends_with("/refresh")) return answer_of(200, given.dump());
    if (!request.target.ends_with("/login")) return answer_of(404, "not here");
    given["user_id"] = user;
    given["device_id"] = Json::parse(request.body).value("device_id", device);
    return answer_of(200, given.dump());
}

LoginTalk::LoginTalk(NetworkConfig with, Login::Stored before)
    : config(std::move(with)), now{net::SteadyTime{std::chrono::hours{5}},
                                   net::WallTime{std::chrono::milliseconds{1'795'564'800'000}}},
      stored(std::move(before)), login(config, stored, random) {}

void LoginTalk::commit() {
    const auto changes = login.take_state();
    for (const chat::StateChange& change : changes) {
        written += change.key + '=' + change.value + '\n';
        if (change.value.empty())
            stored.erase(change.key);
        else
            stored.insert_or_assign(change.key, change.value);
    }
    if (!changes.empty()) login.on_committed();
}

std::optional<Request> LoginTalk::run_to(std::string_view end) {
    commit();
    for (int i = 0; i < 50; ++i) { // more than any login needs
        const auto request = login.next_request(now);
        if (!request) return std::nullopt;
        asked.push_back(request->method + ' ' + login.base_url() + request->target);
        bodies.push_back(request->body);
        if (!end.empty() && request->target.ends_with(end)) return request;
        login.on_answer(server.answer(*request, login.access_token()), now);
        commit();
    }
    throw std::runtime_error("a login that never ends");
}

LoginTalk& LoginTalk::run() {
    (void)run_to("");
    return *this;
}

void LoginTalk::pass(std::chrono::milliseconds time) {
    now.steady += time;
    now.wall += time;
}

LoginTalk& LoginTalk::wait_and_run() {
    const auto wait = login.next_wake() - now.steady;
    if (login.next_wake() == net::SteadyTime::max()) return *this;
    if (wait.count() > 0) pass(std::chrono::ceil<std::chrono::milliseconds>(wait));
    return run();
}

LoginTalk LoginTalk::restarted(NetworkConfig with) const {
    return LoginTalk(std::move(with), stored);
}

std::vector<FindingCode> LoginTalk::findings() {
    std::vector<FindingCode> codes;
    for (const Finding& finding : login.take_findings()) {
        codes.push_back(finding.code);
        written += finding.detail + '\n';
    }
    return codes;
}

NetworkConfig token_config() {
    NetworkConfig config;
    config.network = "mx";
    config.homeserver = "https://matrix.example.org";
    config.access_token = "syt_secret_0";
    config.seal_key.fill(7);
    config.device_name = "Peerdesk";
    return config;
}

NetworkConfig password_config() {
    NetworkConfig config = token_config();
    config.access_token.clear();
    config.user = "desk";
    config.password = "pass secret";
    return config;
}

} // namespace peerdesk::matrix
