// SPDX-License-Identifier: MIT
#include "tests/adapters/matrix/session_run.hpp"

#include "tests/adapters/matrix/schema/client_server_api.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace peerdesk::matrix {

using std::chrono::milliseconds;

namespace {

/// `server_name` is what servers before v1.12 read; the newest API no longer lists it.
std::string without_old_names(std::string target) {
    for (auto at = target.find("server_name="); at != std::string::npos;
         at = target.find("server_name="))
        target.erase(at, target.find('&', at) + 1 - at);
    return target;
}

} // namespace

NetworkConfig account_config() {
    NetworkConfig config;
    config.network = "matrix";
    config.homeserver = "https://example.org";
    config.access_token = "secret";
    config.rooms = {"#staff:example.org"};
    config.refusal_text = "not here";
    config.device_name = "Peerdesk";
    return config;
}

chat::Place room_place(const std::string& id) {
    return {"matrix", chat::PlaceKind::room, id};
}

chat::Place direct_place(const std::string& user) {
    return {"matrix", chat::PlaceKind::direct, "a:" + user};
}

SessionRun::SessionRun(HomeserverModel& model, NetworkConfig with)
    : server(model), config(std::move(with)) {
    now.steady = net::SteadyTime{} + std::chrono::hours{100};
    now.wall = net::WallTime{milliseconds{server.now_ms}};
    restart();
}

void SessionRun::restart() {
    parked_.reset();
    slow.clear();
    offered.clear();
    session = std::make_unique<Session>(config, stored, random);
    session->start(now);
}

bool SessionRun::step() {
    bool has_moved = false;
    std::vector<Request> requests = session->take_requests(now);
    for (NumberedBatch& batch : session->take_batches()) {
        has_moved = true;
        if (commits) {
            commit(batch);
        } else {
            offered.push_back(std::move(batch));
        }
    }
    for (Finding& finding : session->take_findings())
        findings.push_back(std::move(finding));
    for (const Request& request : requests) {
        has_moved = true;
        const std::string problem =
            !is_checked ? std::string{}
                        : schema::problem_with_request(
                              request.method, without_old_names(request.target), request.body);
        EXPECT_EQ(problem, "") << request.method << ' ' << request.target << ' ' << request.body;
        asked.push_back(request);
        if (is_slow && is_slow(request)) {
            slow.push_back(request);
        } else {
            answer(request);
        }
    }
    if (parked_ && (server.has_news(*parked_) || parked_until_ <= now.steady)) {
        has_moved = true;
        Request poll = *std::exchange(parked_, std::nullopt);
        poll.target.replace(poll.target.find("timeout=30000"), 13, "timeout=0");
        session->on_answer(poll.id, *server.answer(poll, session->access_token()), now);
    }
    return has_moved;
}

void SessionRun::answer(const Request& request) {
    const std::size_t number = asked.size() - 1;
    if (instead) {
        if (auto other = instead(request, number))
            return session->on_answer(request.id, std::move(*other), now);
    }
    auto given = server.answer(request, session->access_token());
    if (!given) {
        parked_ = request;
        parked_until_ = now.steady + SyncLoop::poll;
        return;
    }
    if (afterwards) {
        if (auto other = afterwards(request, number)) given = std::move(other);
    }
    session->on_answer(request.id, std::move(*given), now);
}

void SessionRun::commit(NumberedBatch& batch) {
    for (chat::StateChange& change : batch.batch.state) {
        if (change.value.empty()) {
            stored.erase(change.key);
        } else {
            stored.insert_or_assign(change.key, change.value);
        }
    }
    for (chat::Event& event : batch.batch.events)
        events.push_back(std::move(event));
    session->on_committed(batch.number, now);
}

void SessionRun::answer_slow(const std::string& part) {
    for (const Request& request : std::exchange(slow, {})) {
        if (request.body.find(part) == std::string::npos) {
            slow.push_back(request);
        } else {
            answer(request);
        }
    }
}

void SessionRun::rest() {
    for (int steps = 0; step(); ++steps)
        if (steps > 20'000) return ADD_FAILURE() << "the session never comes to rest";
    EXPECT_GT(session->next_wake(), now.steady) << "it would wake for nothing, for ever";
}

void SessionRun::settle() {
    rest();
    for (int moments = 0; session->next_wake() <= now.steady + SyncLoop::words_first_max;
         ++moments) {
        if (moments > 1'000) return ADD_FAILURE() << "the session never comes to rest";
        pass_to(session->next_wake());
        rest();
    }
}

void SessionRun::pass_to(net::SteadyTime time) {
    const auto ms = std::max(std::chrono::ceil<milliseconds>(time - now.steady), milliseconds{1});
    now.steady += ms;
    now.wall += ms;
    server.now_ms += ms.count();
}

void SessionRun::pass(milliseconds time) {
    const net::SteadyTime end = now.steady + time;
    rest();
    while (now.steady < end) {
        net::SteadyTime next = std::min(end, session->next_wake());
        if (parked_) next = std::min(next, parked_until_);
        pass_to(next);
        rest();
    }
}

std::int64_t SessionRun::deliver(const chat::Place& place, const std::string& text) {
    chat::Outbound message;
    message.place = place;
    message.text = text;
    return deliver(std::move(message));
}

std::int64_t SessionRun::deliver(chat::Outbound message) {
    if (message.outbox_id == 0) message.outbox_id = ++last_outbox_;
    if (message.created == chat::Time{}) message.created = now.wall;
    if (message.first_sent == chat::Time{}) message.first_sent = now.wall;
    const std::int64_t id = message.outbox_id;
    std::vector<chat::Outbound> messages;
    messages.push_back(std::move(message));
    session->deliver(std::move(messages));
    return id;
}

std::vector<std::string> SessionRun::heard() const {
    std::set<std::string> seen;
    std::vector<std::string> lines;
    for (const chat::Event& event : events) {
        const auto* message = std::get_if<chat::MessageReceived>(&event.body);
        if (message == nullptr || !seen.insert(event.key).second) continue;
        lines.push_back(message->place.id + ": " + message->text);
    }
    return lines;
}

std::vector<chat::DeliveryReported> SessionRun::reports(std::int64_t outbox_id) const {
    auto all = told<chat::DeliveryReported>();
    std::erase_if(all, [outbox_id](const auto& report) { return report.outbox_id != outbox_id; });
    return all;
}

bool SessionRun::has_finding(FindingCode code) const {
    return std::ranges::any_of(findings,
                               [code](const Finding& finding) { return finding.code == code; });
}

std::size_t SessionRun::count(const std::string& part) const {
    return static_cast<std::size_t>(std::ranges::count_if(asked, [&part](const Request& request) {
        return request.target.find(part) != std::string::npos;
    }));
}

} // namespace peerdesk::matrix
