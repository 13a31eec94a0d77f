// SPDX-License-Identifier: MIT
// Who may ask us into a room, and how often. An invitation is told once, so it is stored until it
// is accepted or declined.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string>

namespace peerdesk::matrix {

class Invitations {
  public:
    static constexpr std::size_t rooms_per_person_max = 3;
    static constexpr std::size_t accepted_per_hour_max = 30;
    /// Of one person, so that nobody uses up what there is for all.
    static constexpr std::size_t accepted_per_person_max = 6;
    static constexpr std::size_t waiting_max = 1'000;
    static constexpr std::size_t waiting_per_person_max = 20;

    Invitations(SessionContext& context, const Rooms& rooms);

    /// @param is_expected it is a configured room, or the successor of one of our rooms
    void on_invited(const InvitedRoom& invited, bool is_expected);
    /// Whether invitations that look like no direct chat may be to a configured room that is known
    /// by its alias only; they wait meanwhile.
    void expect_rooms(bool may_be_configured);
    /// The invitation was taken back, or we are in by another way.
    void forget(const std::string& room_id);
    /// Leaves a room that we were asked into by mistake.
    void leave(const std::string& room_id);
    /// We accepted an invitation to it in this run.
    [[nodiscard]] bool was_accepted(const std::string& room_id) const;

    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    enum class Step {
        wait, ///< it may be to a configured room
        join, ///< expected
        chat, ///< join, under the limits of direct chats
        leave,
    };
    struct Accepted {
        net::SteadyTime at;
        std::string inviter;
    };
    struct Invitation {
        Step step;
        std::string inviter;
        Retry retry;
        RequestId asked = 0;
    };
    [[nodiscard]] Step step_for(const Member& ours, const std::string& inviter,
                                std::size_t member_count, bool is_expected) const;
    [[nodiscard]] bool may_invite(const std::string& inviter) const;
    [[nodiscard]] std::size_t rooms_with(const std::string& inviter) const;
    [[nodiscard]] std::size_t waiting_of(const std::string& inviter) const;
    [[nodiscard]] net::SteadyTime may_accept_at(const std::string& inviter, net::SteadyTime now);
    void put(const std::string& room_id, Step step, const std::string& inviter);
    void done(std::map<std::string, Invitation>::iterator at);

    SessionContext& context_;
    const Rooms& rooms_;
    std::map<std::string, Invitation> waiting_; ///< by room id
    std::deque<Accepted> accepted_lately_;      ///< in the last hour, oldest first
    std::set<std::string> accepted_;            ///< rooms not yet seen from inside
    bool may_be_configured_ = false;
};

} // namespace peerdesk::matrix
