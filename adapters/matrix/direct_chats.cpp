// SPDX-License-Identifier: MIT
#include "adapters/matrix/direct_chats.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/message_content.hpp"
#include "adapters/matrix/request_bodies.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {
namespace {

/// How long a failure to open stands for whatever else is written to that person.
constexpr std::chrono::seconds failure_holds{30};

constexpr std::string_view direct_prefix = "direct ";

std::string direct_key(const std::string& user) {
    return std::string{direct_prefix} + user;
}
std::string refused_key(const std::string& user) {
    return "refused " + user;
}

} // namespace

Destination DirectChats::destination(const std::string& user, net::Instant now) {
    const std::string& stored = context_.book.stored(direct_key(user));
    if (is_usable(stored, user)) return {Destination::Kind::ready, stored, {}};
    if (!context_.book.stored(refused_key(user)).empty())
        return {Destination::Kind::absent, {}, "refused"};
    if (const std::string other = usable_room(user); !other.empty()) {
        context_.book.store(direct_key(user), other);
        openings_.erase(user);
        return {Destination::Kind::ready, other, {}};
    }
    auto found = openings_.find(user);
    if (found != openings_.end() && found->second.is_over) {
        if (!found->second.retry.is_due(now.steady)) return found->second.failure;
        openings_.erase(found);
        found = openings_.end();
    }
    if (found == openings_.end()) {
        openings_.emplace(user, Opening{Retry{context_.config.back_off_min,
                                              context_.config.back_off_max, context_.random}});
    }
    return {Destination::Kind::waits, {}, {}};
}

bool DirectChats::is_usable(std::string_view room_id, const std::string& user) const {
    const Room* room = room_id.empty() ? nullptr : rooms_.find(room_id);
    return room != nullptr && !room->is_encrypted && rooms_.partner(*room) == user;
}

/// Looked through only when a room would be opened otherwise.
std::string DirectChats::usable_room(const std::string& user) const {
    std::string first;
    for (const auto& [id, room] : rooms_.all()) {
        if (!room.others.contains(user) || !is_usable(id, user)) continue;
        if (first.empty() || id < first) first = id;
    }
    return first;
}

void DirectChats::on_room(const Room& room) {
    const auto user = rooms_.partner(room);
    if (!user) return;
    list_.add(*user, room.id);
    if (room.is_encrypted || is_usable(context_.book.stored(direct_key(*user)), *user)) return;
    context_.book.store(direct_key(*user), room.id);
    openings_.erase(*user);
}

void DirectChats::on_left(const std::string& room_id) {
    forget_if([&room_id](std::string_view room) { return room == room_id; });
}

void DirectChats::forget_left() {
    forget_if([this](std::string_view room) { return !rooms_.is_joined(room); });
}

void DirectChats::forget_if(const std::function<bool(std::string_view room_id)>& is_gone) {
    context_.book.forget_if(
        direct_prefix,
        [&is_gone](std::string_view, const std::string& room_id) { return is_gone(room_id); });
    list_.forget_if(is_gone);
}

void DirectChats::on_moved(const Room& room, const std::string& user) {
    list_.add(user, room.id);
    if (!room.is_encrypted) context_.book.store(direct_key(user), room.id);
}

void DirectChats::on_written(const Room& room, const std::string& user, net::Instant now) {
    on_present(user, now);
    if (is_usable(room.id, user)) context_.book.store(direct_key(user), room.id);
}

void DirectChats::on_present(const std::string& user, net::Instant now) {
    if (context_.book.stored(refused_key(user)).empty()) return;
    context_.book.store(refused_key(user), {});
    openings_.erase(user);
    context_.book.emit(chat::IdentitySeen{author_id_of(user), rooms_.name_of(user)}, now.wall);
}

void DirectChats::on_refused(const std::string& user) {
    context_.book.store(refused_key(user), "1");
}

void DirectChats::on_synced() {
    for (auto& [user, opening] : openings_)
        opening.waits_for_sync = false;
}

void DirectChats::ask(net::Instant now) {
    list_.ask(now);
    for (auto& [user, opening] : openings_) {
        if (opening.asked != 0 || opening.is_over || opening.waits_for_sync) continue;
        if (!opening.retry.is_due(now.steady)) continue;
        opening.asked = context_.ask(Asker::direct, "POST", client_path({"createRoom"}),
                                     create_direct_body(user));
    }
}

void DirectChats::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    if (list_.on_answer(id, answer, now)) return;
    const auto found = std::ranges::find_if(
        openings_, [id](const auto& entry) { return entry.second.asked == id; });
    const auto room_id = answer.is_ok() ? parse_text_member(answer.body, "room_id") : std::nullopt;
    if (found == openings_.end()) return; // the sync was quicker, and told of the room already
    found->second.asked = 0;
    if (room_id && is_room_id(*room_id)) return on_opened(std::string{found->first}, *room_id);
    on_failed(found->first, found->second, answer, now);
}

void DirectChats::on_opened(const std::string& user, const std::string& room_id) {
    Room& room = rooms_.at(room_id);
    if (!room.is_joined) {
        rooms_.enter_early(room);
        room.others.emplace(user, Membership::invite);
        room.made_for = user;
    }
    context_.book.store(direct_key(user), room_id);
    list_.add(user, room_id);
    openings_.erase(user);
}

void DirectChats::on_failed(const std::string& user, Opening& opening, const Answer& answer,
                            net::Instant now) {
    const ErrorAnswer error = parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::done: // but without a room id
    case Outcome::later:
        opening.waits_for_sync = true; // it may have been made all the same
        return opening.retry.again(now.steady);
    case Outcome::limited:
        return opening.retry.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::not_us:
        return;
    case Outcome::impossible:
        break;
    }
    opening.is_over = true;
    opening.retry.again_after(now.steady, failure_holds);
    const bool is_person = answer.status == 403;
    if (is_person) on_refused(user);
    opening.failure = {is_person ? Destination::Kind::absent : Destination::Kind::refused,
                       {},
                       error.code + ' ' + error.words};
}

net::SteadyTime DirectChats::next_wake() const {
    net::SteadyTime wake = list_.next_wake();
    for (const auto& [user, opening] : openings_)
        if (opening.asked == 0 && !opening.is_over && !opening.waits_for_sync)
            wake = std::min(wake, opening.retry.at());
    return wake;
}

} // namespace peerdesk::matrix
