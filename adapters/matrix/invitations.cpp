// SPDX-License-Identifier: MIT
#include "adapters/matrix/invitations.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/request_bodies.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::string_view invited_key = "invited ";
constexpr std::chrono::hours rate_window{1};

std::string key_of(const std::string& room_id) {
    return std::string{invited_key} + room_id;
}

} // namespace

// Stored as the step's first letter and the inviter.
Invitations::Invitations(SessionContext& context, const Rooms& rooms)
    : context_(context), rooms_(rooms) {
    for (const auto& [key, value] : context_.book.all_stored()) {
        if (!key.starts_with(invited_key) || value.empty()) continue;
        const char letter = value.front();
        const Step step = letter == 'j'   ? Step::join
                          : letter == 'c' ? Step::chat
                          : letter == 'l' ? Step::leave
                                          : Step::wait;
        put(key.substr(invited_key.size()), step, value.substr(1));
    }
}

void Invitations::put(const std::string& room_id, Step step, const std::string& inviter) {
    std::string letter = "w";
    switch (step) {
    case Step::wait:
        break;
    case Step::join:
        letter = "j";
        break;
    case Step::chat:
        letter = "c";
        break;
    case Step::leave:
        letter = "l";
        break;
    }
    context_.book.store(key_of(room_id), letter + inviter);
    waiting_.insert_or_assign(room_id,
                              Invitation{step, inviter,
                                         Retry{context_.config.back_off_min,
                                               context_.config.back_off_max, context_.random},
                                         0});
}

void Invitations::on_invited(const InvitedRoom& invited, bool is_expected) {
    const auto known = waiting_.find(invited.id);
    if (known != waiting_.end() && known->second.asked != 0) return;
    Member ours;
    std::string inviter;
    std::size_t members = 0;
    for (const RoomEvent& event : invited.state) {
        const auto* member = std::get_if<Member>(&event.body);
        if (member == nullptr) continue;
        const bool is_us = member->user == context_.user;
        if (is_us || member->membership == Membership::join ||
            member->membership == Membership::invite)
            ++members;
        if (!is_us) continue;
        ours = *member;
        inviter = event.sender;
    }
    const bool is_too_much = waiting_.size() >= waiting_max ||
                             (!is_expected && waiting_of(inviter) >= waiting_per_person_max);
    if (known == waiting_.end() && is_too_much) return;
    put(invited.id, step_for(ours, inviter, members, is_expected), inviter);
}

Invitations::Step Invitations::step_for(const Member& ours, const std::string& inviter,
                                        std::size_t member_count, bool is_expected) const {
    if (is_expected) return Step::join;
    if (!ours.is_direct && may_be_configured_) return Step::wait;
    if (!ours.is_direct && member_count != 2) return Step::leave;
    if (!may_invite(inviter) || rooms_with(inviter) >= rooms_per_person_max) return Step::leave;
    return Step::chat;
}

bool Invitations::may_invite(const std::string& inviter) const {
    const auto& patterns = context_.config.invite_from;
    if (!is_user_id(inviter)) return false;
    if (patterns.empty()) return true;
    return std::ranges::any_of(patterns, [&inviter](const std::string& pattern) {
        return fits_pattern(pattern, inviter);
    });
}

std::size_t Invitations::rooms_with(const std::string& inviter) const {
    std::size_t count = 0;
    for (const auto& [id, room] : rooms_.all())
        if (rooms_.partner(room) == inviter) ++count;
    for (const auto& [id, invitation] : waiting_)
        if (invitation.step == Step::chat && invitation.inviter == inviter) ++count;
    return count;
}

void Invitations::expect_rooms(bool may_be_configured) {
    if (std::exchange(may_be_configured_, may_be_configured) == may_be_configured) return;
    if (may_be_configured) return;
    for (auto& [room_id, invitation] : waiting_) {
        if (invitation.step != Step::wait) continue;
        // All configured rooms are known now.
        const Room* room = rooms_.find(room_id);
        if (room != nullptr && (room->is_joined || !room->configured.empty())) continue;
        const bool is_fine =
            may_invite(invitation.inviter) && rooms_with(invitation.inviter) < rooms_per_person_max;
        invitation.step = is_fine ? Step::chat : Step::leave;
        context_.book.store(key_of(room_id), (is_fine ? "c" : "l") + invitation.inviter);
    }
}

void Invitations::forget(const std::string& room_id) {
    const auto found = waiting_.find(room_id);
    if (found != waiting_.end()) done(found);
    accepted_.erase(room_id);
}

void Invitations::leave(const std::string& room_id) {
    put(room_id, Step::leave, {});
}

bool Invitations::was_accepted(const std::string& room_id) const {
    return accepted_.contains(room_id);
}

void Invitations::done(std::map<std::string, Invitation>::iterator at) {
    context_.book.store(key_of(at->first), {});
    waiting_.erase(at);
}

std::size_t Invitations::waiting_of(const std::string& inviter) const {
    return static_cast<std::size_t>(std::ranges::count(
        waiting_, inviter, [](const auto& entry) { return entry.second.inviter; }));
}

/// Not after `now` when it may be accepted at once.
net::SteadyTime Invitations::may_accept_at(const std::string& inviter, net::SteadyTime now) {
    while (!accepted_lately_.empty() && accepted_lately_.front().at + rate_window <= now)
        accepted_lately_.pop_front();
    net::SteadyTime at = now;
    if (accepted_lately_.size() >= accepted_per_hour_max)
        at = accepted_lately_.front().at + rate_window;
    if (std::ranges::count(accepted_lately_, inviter, &Accepted::inviter) >=
        static_cast<std::ptrdiff_t>(accepted_per_person_max)) {
        const auto first = std::ranges::find(accepted_lately_, inviter, &Accepted::inviter);
        at = std::max(at, first->at + rate_window);
    }
    return at;
}

void Invitations::ask(net::Instant now) {
    for (auto& [room_id, invitation] : waiting_) {
        if (invitation.asked != 0 || !invitation.retry.is_due(now.steady)) continue;
        switch (invitation.step) {
        case Step::wait:
            continue;
        case Step::leave:
            invitation.asked =
                context_.ask(Asker::invitations, "POST", client_path({"rooms", room_id, "leave"}),
                             reason_body(context_.config.refusal_text));
            continue;
        case Step::chat:
            if (const auto at = may_accept_at(invitation.inviter, now.steady); at > now.steady) {
                invitation.retry.again_after(
                    now.steady, std::chrono::ceil<std::chrono::milliseconds>(at - now.steady));
                continue;
            }
            accepted_lately_.push_back({now.steady, invitation.inviter});
            break;
        case Step::join:
            break;
        }
        accepted_.insert(room_id);
        invitation.asked =
            context_.ask(Asker::invitations, "POST", client_path({"join", room_id}), "{}");
    }
}

void Invitations::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto found = std::ranges::find_if(
        waiting_, [id](const auto& entry) { return entry.second.asked == id; });
    if (found == waiting_.end()) return;
    Invitation& invitation = found->second;
    invitation.asked = 0;
    const ErrorAnswer error = parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::done:
        return done(found);
    case Outcome::impossible: // taken back, or the room is gone
        accepted_.erase(found->first);
        return done(found);
    case Outcome::limited:
        return invitation.retry.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::later:
        return invitation.retry.again(now.steady);
    case Outcome::not_us:
        return;
    }
}

net::SteadyTime Invitations::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    for (const auto& [room_id, invitation] : waiting_)
        if (invitation.asked == 0 && invitation.step != Step::wait)
            wake = std::min(wake, invitation.retry.at());
    return wake;
}

} // namespace peerdesk::matrix
