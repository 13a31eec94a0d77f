// SPDX-License-Identifier: MIT
// In which room a person is written to, and opening one where there is none. Never an encrypted
// one, and never one with a third person in it.
#pragma once

#include "adapters/matrix/destination.hpp"
#include "adapters/matrix/direct_list.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace peerdesk::matrix {

class DirectChats {
  public:
    DirectChats(SessionContext& context, Rooms& rooms)
        : context_(context), rooms_(rooms), list_(context) {}

    /// Where to write to `user`. Opens a room when there is none; that takes a while.
    [[nodiscard]] Destination destination(const std::string& user, net::Instant now);

    /// A direct room is there: joined, seen again after a crash, or moved by an upgrade.
    void on_room(const Room& room);
    /// The chat with `user` continues in this room.
    void on_moved(const Room& room, const std::string& user);
    /// They wrote in it: answers go there too, if it can be written in.
    void on_written(const Room& room, const std::string& user, net::Instant now);
    /// They are there (again): joined or invited us.
    void on_present(const std::string& user, net::Instant now);
    /// They left a room without having joined it, so they do not want to talk.
    void on_refused(const std::string& user);
    /// We left this room: nobody is written to there.
    void on_left(const std::string& room_id);
    /// Stores nothing more of rooms that we left before.
    void forget_left();
    /// A sync came in: a room made by a request that broke would have been in it.
    void on_synced();

    void ask(net::Instant now);
    void on_answer(RequestId id, const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    struct Opening {
        explicit Opening(Retry first) : retry(first) {}
        Retry retry;
        RequestId asked = 0; ///< 0: none is in flight
        bool waits_for_sync = false;
        bool is_over = false; ///< failed; `failure` holds until `retry` is due
        Destination failure;
    };
    [[nodiscard]] bool is_usable(std::string_view room_id, const std::string& user) const;
    [[nodiscard]] std::string usable_room(const std::string& user) const;
    void forget_if(const std::function<bool(std::string_view room_id)>& is_gone);
    void on_opened(const std::string& user, const std::string& room_id);
    void on_failed(const std::string& user, Opening& opening, const Answer& answer,
                   net::Instant now);

    SessionContext& context_;
    Rooms& rooms_;
    DirectList list_;
    std::map<std::string, Opening> openings_; ///< by user
};

} // namespace peerdesk::matrix
