// SPDX-License-Identifier: MIT
#include "adapters/matrix/upgrades.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/room_rights.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view upgrade_key = "upgrade ";

std::string key_of(const std::string& old_room) {
    return std::string{upgrade_key} + old_room;
}

} // namespace

// A tombstone is told once, so the old room is stored until we are in the new one.
Upgrades::Upgrades(SessionContext& context) : context_(context) {
    for (const auto& [key, value] : context_.book.all_stored())
        if (key.starts_with(upgrade_key)) on_tombstone(key.substr(upgrade_key.size()));
}

void Upgrades::on_tombstone(const std::string& room_id) {
    if (waiting_.size() >= waiting_max || waiting_.contains(room_id)) return;
    context_.book.store(key_of(room_id), "1");
    waiting_.emplace(room_id, Upgrade{Retry{context_.config.back_off_min,
                                            context_.config.back_off_max, context_.random}});
}

bool Upgrades::is_expected(const std::string& room_id) const {
    return std::ranges::any_of(
        waiting_, [&room_id](const auto& entry) { return entry.second.new_room == room_id; });
}

Upgrades::Progress Upgrades::progress(const std::string& room_id) const {
    const auto found = waiting_.find(room_id);
    if (found == waiting_.end()) return Progress::none;
    return found->second.is_refused ? Progress::stuck : Progress::moving;
}

bool Upgrades::is_moving() const {
    return std::ranges::any_of(waiting_,
                               [](const auto& entry) { return !entry.second.is_refused; });
}

void Upgrades::on_invited(const std::string& room_id) {
    for (auto& [old_room, upgrade] : waiting_)
        if (upgrade.new_room == room_id) upgrade.retry.reset();
}

bool Upgrades::may_be_inside() const {
    return std::ranges::any_of(waiting_, [](const auto& entry) {
        return entry.second.step != Step::look && !entry.second.is_refused;
    });
}

void Upgrades::ask(net::Instant now) {
    for (auto& [old_room, upgrade] : waiting_) {
        if (upgrade.asked != 0 || !upgrade.retry.is_due(now.steady)) continue;
        if (upgrade.step == Step::join) {
            std::string target = client_path({"join", upgrade.new_room});
            add_servers(target, {domain_of(upgrade.sender), domain_of(upgrade.new_room)});
            upgrade.asked = context_.ask(Asker::upgrades, "POST", std::move(target), "{}");
            continue;
        }
        Request request;
        request.method = "GET";
        request.target = client_path(
            {"rooms", upgrade.step == Step::look ? old_room : upgrade.new_room, "state"});
        request.deadline = context_.config.request_timeout;
        request.body_bytes_max = state_bytes_max;
        upgrade.asked = context_.tray.put(Asker::upgrades, std::move(request));
    }
}

void Upgrades::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto found = std::ranges::find_if(
        waiting_, [id](const auto& entry) { return entry.second.asked == id; });
    if (found == waiting_.end()) return;
    found->second.asked = 0;
    on_step(found, answer, now);
}

void Upgrades::on_step(At at, const Answer& answer, net::Instant now) {
    Upgrade& upgrade = at->second;
    const ErrorAnswer error = answer.is_ok() ? ErrorAnswer{} : parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::done:
        break;
    case Outcome::later:
        return upgrade.retry.again(now.steady);
    case Outcome::limited:
        return upgrade.retry.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::not_us:
        return;
    case Outcome::impossible:
        if (upgrade.step != Step::join) return drop(at); // we see nothing there: not ours to follow
        if (!std::exchange(upgrade.is_refused, true)) {
            stuck_.push_back(at->first);
            context_.find(FindingCode::cannot_join,
                          upgrade.new_room + ' ' + error.code + ' ' + error.words);
        }
        return upgrade.retry.rarely(now.steady); // until somebody asks us in
    }
    if (upgrade.step == Step::join) {
        upgrade.step = Step::check;
        return upgrade.retry.reset();
    }
    auto state = parse_state(answer.body);
    if (!state) return upgrade.retry.again(now.steady);
    if (upgrade.step == Step::look) return on_looked(at, *state);
    on_checked(at, std::move(*state));
}

void Upgrades::on_looked(At at, const std::vector<RoomEvent>& state) {
    const RoomRights rights{state};
    const RoomEvent* end = rights.tombstone();
    if (end == nullptr) return drop(at);
    const std::string& replacement = std::get<Tombstone>(end->body).replacement;
    const bool is_true = rights.may_set_state(end->sender, "m.room.tombstone");
    if (!is_true || !is_room_id(replacement) || replacement == at->first) return drop(at);
    at->second.sender = end->sender;
    at->second.new_room = replacement;
    at->second.step = Step::join;
    at->second.retry.reset();
}

void Upgrades::on_checked(At at, std::vector<RoomEvent> state) {
    if (RoomRights{state}.predecessor() == at->first)
        moves_.push_back({at->first, at->second.new_room, std::move(state)});
    drop(at);
}

void Upgrades::drop(At at) {
    context_.book.store(key_of(at->first), {});
    waiting_.erase(at);
}

net::SteadyTime Upgrades::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    for (const auto& [old_room, upgrade] : waiting_)
        if (upgrade.asked == 0) wake = std::min(wake, upgrade.retry.at());
    return wake;
}

std::vector<Upgrades::Move> Upgrades::take_moves() {
    return std::exchange(moves_, {});
}

std::vector<std::string> Upgrades::take_stuck() {
    return std::exchange(stuck_, {});
}

} // namespace peerdesk::matrix
