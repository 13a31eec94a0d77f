// SPDX-License-Identifier: MIT
#include "tests/adapters/telegram/session_run.hpp"

#include "adapters/telegram/updates/remote_ids.hpp"

#include "tests/fakes/telegram/dispatch.hpp"
#include "tests/fakes/telegram/request_body.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace peerdesk::telegram {

namespace fake = telegram_fake;
using std::chrono::milliseconds;

namespace {

constexpr std::int64_t forum_id = -1'001'000'000'001;
constexpr std::int64_t group_id = -4'000'001;

std::string method_of(const Request& request) {
    return request.target.substr(1, request.target.find('?') - 1);
}

Answer answer_of(const fake::Reply& reply) {
    Answer answer = page(reply.status, reply.body);
    if (reply.retry_after) answer.retry_after = std::to_string(*reply.retry_after);
    answer.content_type = reply.content_type;
    answer.request_left = true;
    return answer;
}

} // namespace

NetworkConfig bot_config() {
    NetworkConfig config;
    config.network = "tg";
    config.token = "700000001:secret";
    config.rooms = {"@Staff", "-4000001"};
    return config;
}

chat::Place room_place(const std::string& id) {
    return {"tg", chat::PlaceKind::room, id};
}

chat::Place direct_place(std::int64_t user) {
    return {"tg", chat::PlaceKind::direct, account_ref(user)};
}

Answer page(int status, std::string body, std::string retry_after) {
    Answer answer;
    answer.status = status;
    answer.body = std::move(body);
    answer.retry_after = std::move(retry_after);
    answer.request_left = true;
    return answer;
}

Answer refusal(int code, const std::string& words, const std::string& parameters) {
    std::string body =
        R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" + words + '"';
    if (!parameters.empty()) body += ",\"parameters\":" + parameters;
    return page(code, body + '}');
}

Answer broken(net::HttpFailure failure) {
    Answer answer;
    answer.failure = failure;
    answer.detail = "broken";
    answer.request_left = failure != net::HttpFailure::refused;
    return answer;
}

SessionRun::SessionRun(NetworkConfig with) : config(std::move(with)) {
    now.steady = net::SteadyTime{} + std::chrono::hours{100};
    now.wall = net::WallTime{milliseconds{world.now_ms}};
    fake::User person;
    person.first_name = "Ana";
    person.language_code = "pt-br";
    person.has_started = true;
    ana = world.add_user(person).id;
    person.first_name = "Bo";
    bo = world.add_user(person).id;
    fake::Chat chat;
    chat.id = group = group_id;
    chat.kind = fake::ChatKind::group;
    chat.title = "Help";
    chat.members[world.bot_id()] = {"administrator", fake::Json::object()};
    chat.members[ana] = {};
    chat.members[bo] = {};
    world.add_chat(chat);
    chat.id = forum = forum_id;
    chat.kind = fake::ChatKind::supergroup;
    chat.title = "Staff";
    chat.username = "staff";
    chat.is_forum = true;
    chat.members[world.bot_id()] = {
        "administrator", fake::Json{{"can_manage_topics", true}, {"can_delete_messages", true}}};
    world.add_chat(chat);
    restart();
}

void SessionRun::restart() {
    parked_.reset();
    offered.clear();
    session = std::make_unique<Session>(config, stored, random);
    session->start(now);
}

milliseconds SessionRun::stop() {
    const auto begin = now.steady;
    session->stop_reading();
    if (parked_) {
        const RequestId id = parked_->id;
        parked_.reset();
        session->on_answer(id, broken(net::HttpFailure::stopped), now);
    }
    constexpr milliseconds patience{10'000};
    rest();
    while (!session->is_idle() && now.steady - begin < patience)
        pass(milliseconds{10});
    session->give_up(now);
    rest();
    return std::chrono::duration_cast<milliseconds>(now.steady - begin);
}

bool SessionRun::step() {
    bool has_moved = false;
    std::vector<Request> requests = session->take_requests(now);
    for (NumberedBatch& batch : session->take_batches()) {
        has_moved = true;
        if (commits)
            commit(batch);
        else
            offered.push_back(std::move(batch));
    }
    for (Finding& finding : session->take_findings())
        findings.push_back(std::move(finding));
    for (const Request& request : requests) {
        has_moved = true;
        asked.push_back(request);
        answer(request);
    }
    return answer_parked() || has_moved;
}

bool SessionRun::answer_parked() {
    if (!parked_) return false;
    std::string body = fake::updates_for(world, parked_->poll);
    if (body.empty() && parked_->until > now.steady) return false;
    if (body.empty()) body = fake::no_updates;
    const RequestId id = std::exchange(parked_, std::nullopt)->id;
    session->on_answer(id, page(200, std::move(body)), now);
    return true;
}

void SessionRun::answer(const Request& request) {
    const std::size_t number = asked.size() - 1;
    if (instead) {
        if (auto other = instead(request, number))
            return session->on_answer(request.id, std::move(*other), now);
    }
    auto given = ask_world(request);
    if (!given) return;
    if (afterwards) {
        if (auto other = afterwards(request, number)) given = std::move(other);
    }
    session->on_answer(request.id, std::move(*given), now);
}

/// Nothing while a poll waits.
std::optional<Answer> SessionRun::ask_world(const Request& request) {
    const std::size_t mark = request.target.find('?');
    const std::string query =
        mark == std::string::npos ? std::string{} : request.target.substr(mark + 1);
    fake::Parameters given = fake::read_parameters(query, request.content_type, request.body);
    fake::Begun begun =
        fake::begin(world, method_of(request), std::move(given.values), std::move(given.uploads));
    if (!begun.waits_for) return answer_of(begun.reply);
    parked_ = {request.id, *begun.waits_for,
               now.steady + std::chrono::seconds{begun.waits_for->timeout_s}};
    return std::nullopt;
}

void SessionRun::commit(NumberedBatch& batch) {
    for (chat::StateChange& change : batch.batch.state) {
        if (change.value.empty())
            stored.erase(change.key);
        else
            stored.insert_or_assign(change.key, change.value);
    }
    for (chat::Event& event : batch.batch.events)
        events.push_back(std::move(event));
    session->on_committed(batch.number, now);
}

void SessionRun::commit_offered() {
    for (NumberedBatch& batch : std::exchange(offered, {}))
        commit(batch);
}

void SessionRun::rest() {
    for (int steps = 0; step(); ++steps)
        if (steps > 20'000) return ADD_FAILURE() << "the session never comes to rest";
    EXPECT_GT(session->next_wake(), now.steady) << "it would wake for nothing, for ever";
}

void SessionRun::pass_to(net::SteadyTime time) {
    const auto ms = std::max(std::chrono::ceil<milliseconds>(time - now.steady), milliseconds{1});
    now.steady += ms;
    now.wall += ms;
    world.now_ms += ms.count();
}

void SessionRun::pass(milliseconds time) {
    const net::SteadyTime end = now.steady + time;
    rest();
    while (now.steady < end) {
        net::SteadyTime next = std::min(end, session->next_wake());
        if (parked_) next = std::min(next, parked_->until);
        pass_to(next);
        rest();
    }
}

std::int64_t SessionRun::says(std::int64_t user, const std::string& text) {
    return people.says(user, user, text);
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
    std::vector<std::string> lines;
    for (const auto& message : told<chat::MessageReceived>())
        lines.push_back(message.place.id + ": " + message.text);
    return lines;
}

std::vector<chat::DeliveryReported> SessionRun::reports(std::int64_t outbox_id) const {
    auto all = told<chat::DeliveryReported>();
    std::erase_if(all, [outbox_id](const auto& report) { return report.outbox_id != outbox_id; });
    return all;
}

bool SessionRun::has_finding(FindingCode code) const {
    return !details(code).empty();
}

std::vector<std::string> SessionRun::details(FindingCode code) const {
    std::vector<std::string> found;
    for (const Finding& finding : findings)
        if (finding.code == code) found.push_back(finding.detail);
    return found;
}

std::size_t SessionRun::count(const std::string& method) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        asked, [&](const Request& request) { return method_of(request) == method; }));
}

std::vector<std::string> SessionRun::polls() const {
    std::vector<std::string> targets;
    for (const Request& request : asked) {
        if (method_of(request) != "getUpdates") continue;
        const std::size_t begin = request.target.find('?') + 1;
        targets.push_back(
            request.target.substr(begin, request.target.find("&allowed_updates") - begin));
    }
    return targets;
}

} // namespace peerdesk::telegram
