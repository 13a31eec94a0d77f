// SPDX-License-Identifier: MIT
// What people do in our rooms, as neutral events. What is ours, or none of our business, is
// dropped here.
#pragma once

#include "adapters/chat/event.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/matrix/thread_ends.hpp"
#include "adapters/net/clock.hpp"

#include <set>
#include <string>
#include <vector>

namespace peerdesk::matrix {

class Inbound {
  public:
    Inbound(SessionContext& context, const Rooms& rooms, ThreadEnds& threads)
        : context_(context), rooms_(rooms), threads_(threads) {}

    /// Adds to the book what `event` means in `room`, as the room is known at that point of its
    /// timeline. Whether it meant anything.
    bool read(const Room& room, RoomEvent event, net::Instant now);

    /// A direct chat turned out to be encrypted, before anything was written in it. Told once.
    void tell_unreadable(const Room& room, net::Instant now);

  private:
    [[nodiscard]] chat::Author author_of(const std::string& user) const;
    chat::EventBody message(const chat::Place& place, RoomEvent& event, Message& said);

    SessionContext& context_;
    const Rooms& rooms_;
    ThreadEnds& threads_;
    std::set<std::string> told_unreadable_; ///< room ids
};

/// Cuts "name:" or "name," or "name " from the beginning, for the first of `names` that fits (in
/// any case). A mere space counts only where `is_mentioned` says that we are meant anyway.
/// @return whether something was cut
[[nodiscard]] bool cut_name(std::string& text, const std::vector<std::string>& names,
                            bool is_mentioned);

} // namespace peerdesk::matrix
