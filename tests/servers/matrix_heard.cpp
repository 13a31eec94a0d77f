// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_heard.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::servers {
namespace {

using nlohmann::json;

constexpr std::size_t told_events_max = 30; // of each room, in a failure

json part(const json& object, const std::string& path) {
    return object.value(json::json_pointer{path}, json::object());
}

Invitation invitation_of(const std::string& room_id, const json& room, const std::string& self) {
    Invitation invitation{.room_id = room_id};
    for (const json& one : room.value("/invite_state/events"_json_pointer, json::array())) {
        const MatrixEvent event{one};
        if (event.type() != "m.room.member" || event.state_key() != self) continue;
        invitation.inviter = event.sender();
        invitation.is_direct = one.value("/content/is_direct"_json_pointer, false);
    }
    return invitation;
}

} // namespace

std::vector<Gap> MatrixHeard::take(const json& sync, const std::string& self) {
    std::vector<Gap> gaps;
    for (const char* const path : {"/rooms/join", "/rooms/leave"}) {
        const json found = part(sync, path);
        for (const auto& [id, update] : found.items()) {
            Room& room = rooms_[id];
            const json timeline = part(update, "/timeline");
            const json events = timeline.value("events", json::array());
            if (timeline.value("limited", false) && !room.events.empty()) {
                room.waiting.assign(events.begin(), events.end());
                gaps.push_back({id, timeline.value("prev_batch", "")});
            } else {
                add(room, {events.begin(), events.end()});
            }
        }
    }
    const json invites = part(sync, "/rooms/invite");
    for (const auto& [id, update] : invites.items())
        invitations_.push_back(invitation_of(id, update, self));
    return gaps;
}

void MatrixHeard::fill(const std::string& room_id, const std::vector<json>& missed) {
    Room& room = rooms_[room_id];
    add(room, missed);
    add(room, std::exchange(room.waiting, {}));
}

void MatrixHeard::add(Room& room, const std::vector<json>& events) {
    for (const json& one : events) {
        MatrixEvent event{one};
        if (room.ids.insert(event.id()).second) room.events.push_back(std::move(event));
    }
}

std::optional<MatrixEvent> MatrixHeard::next(const std::string& room_id,
                                             const EventQuestion& fits) {
    Room& room = rooms_[room_id];
    while (room.passed < room.events.size()) {
        if (const MatrixEvent& one = room.events[room.passed++]; fits(one)) return one;
    }
    return std::nullopt;
}

std::optional<Invitation> MatrixHeard::next_invitation(std::string_view inviter) {
    const auto found = std::ranges::find(invitations_, inviter, &Invitation::inviter);
    if (found == invitations_.end()) return std::nullopt;
    Invitation invitation = std::move(*found);
    invitations_.erase(found);
    return invitation;
}

void MatrixHeard::pass_all() {
    for (auto& [id, room] : rooms_)
        room.passed = room.events.size();
}

const std::vector<MatrixEvent>& MatrixHeard::in(const std::string& room_id) {
    return rooms_[room_id].events;
}

std::string MatrixHeard::told() const {
    std::string text;
    for (const auto& [id, room] : rooms_) {
        text += id + " (" + std::to_string(room.events.size()) + " events)\n";
        const auto count = std::min(room.events.size(), told_events_max);
        for (auto event = room.events.end() - static_cast<std::ptrdiff_t>(count);
             event != room.events.end(); ++event) {
            text += "  " + event->sender() + " " + event->type() + " " +
                    event->raw.value("content", json::object()).dump() + "\n";
        }
    }
    for (const Invitation& one : invitations_)
        text += "invited to " + one.room_id + " by " + one.inviter + "\n";
    return text;
}

} // namespace peerdesk::servers
