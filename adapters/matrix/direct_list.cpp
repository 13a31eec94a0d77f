// SPDX-License-Identifier: MIT
#include "adapters/matrix/direct_list.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/request_bodies.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view missing_key = "unlisted ";
/// A room once listed stays so; this row keeps it from being read and written again.
constexpr std::string_view listed_key = "listed ";

std::string key_of(std::string_view prefix, const std::string& room_id) {
    return std::string{prefix} + room_id;
}

} // namespace

DirectList::DirectList(SessionContext& context)
    : context_(context),
      retry_(context.config.back_off_min, context.config.back_off_max, context.random) {
    for (const auto& [key, value] : context_.book.all_stored())
        if (key.starts_with(missing_key)) missing_.emplace(key.substr(missing_key.size()), value);
}

void DirectList::add(const std::string& user, const std::string& room_id) {
    if (context_.book.stored(key_of(listed_key, room_id)) == user) return;
    if (!missing_.insert_or_assign(room_id, user).second) return;
    context_.book.store(key_of(missing_key, room_id), user);
}

void DirectList::forget_if(const std::function<bool(std::string_view room_id)>& is_gone) {
    for (const std::string_view prefix : {missing_key, listed_key}) {
        context_.book.forget_if(prefix, [&is_gone](std::string_view room_id, const std::string&) {
            return is_gone(room_id);
        });
    }
    std::erase_if(missing_, [&is_gone](const auto& entry) { return is_gone(entry.first); });
}

void DirectList::ask(net::Instant now) {
    if (missing_.empty() || reading_ != 0 || written_ != 0 || !retry_.is_due(now.steady)) return;
    reading_ = context_.ask(Asker::direct, "GET",
                            client_path({"user", context_.user, "account_data", "m.direct"}), {});
}

bool DirectList::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    if (id == reading_) {
        reading_ = 0;
        on_read(answer, now);
        return true;
    }
    if (id == written_) {
        written_ = 0;
        on_written(answer, now);
        return true;
    }
    return false;
}

void DirectList::on_read(const Answer& answer, net::Instant now) {
    DirectRooms rooms;
    // Nothing was ever written there.
    const bool is_empty = answer.status == 404 && parse_error(answer.body).code == "M_NOT_FOUND";
    if (!is_empty) {
        auto read = answer.is_ok() ? parse_direct(answer.body) : std::nullopt;
        if (!read) return try_again(answer, now);
        rooms = std::move(*read);
    }
    writing_ = missing_;
    if (!merge(rooms)) return forget(writing_);
    written_ = context_.ask(Asker::direct, "PUT",
                            client_path({"user", context_.user, "account_data", "m.direct"}),
                            direct_rooms_body(rooms));
}

bool DirectList::merge(DirectRooms& rooms) const {
    bool is_changed = false;
    for (const auto& [room_id, user] : writing_) {
        auto& of_user = rooms[user];
        if (std::ranges::find(of_user, room_id) != of_user.end()) continue;
        of_user.push_back(room_id);
        is_changed = true;
    }
    return is_changed;
}

void DirectList::on_written(const Answer& answer, net::Instant now) {
    if (outcome_of(answer, {}) == Outcome::done) return forget(writing_);
    try_again(answer, now);
}

void DirectList::forget(const std::map<std::string, std::string>& listed) {
    retry_.reset();
    for (const auto& [room_id, user] : listed) {
        if (missing_.erase(room_id) == 0) continue; // we left it meanwhile
        context_.book.store(key_of(missing_key, room_id), {});
        context_.book.store(key_of(listed_key, room_id), user);
    }
}

void DirectList::try_again(const Answer& answer, net::Instant now) {
    const ErrorAnswer error = parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::limited:
        return retry_.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::impossible:
        return retry_.rarely(now.steady); // only a list; what we know of the rooms is our own
    case Outcome::done:
    case Outcome::later:
        return retry_.again(now.steady);
    case Outcome::not_us:
        return;
    }
}

net::SteadyTime DirectList::next_wake() const {
    const bool is_idle = missing_.empty() || reading_ != 0 || written_ != 0;
    return is_idle ? net::SteadyTime::max() : retry_.at();
}

} // namespace peerdesk::matrix
