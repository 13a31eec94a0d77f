// SPDX-License-Identifier: MIT
// What apps offer behind the slash. Set once; what is stored tells whether it changed.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/updates/room_map.hpp"

#include <string>
#include <vector>

namespace peerdesk::telegram {

/// One list after the other. A list that is no longer configured is taken back.
class CommandMenu {
  public:
    /// @param rooms borrowed: which chats the configured rooms are
    CommandMenu(SessionContext& context, const RoomMap& rooms);

    /// A room is behind another chat now, or open again: its lists may be missing there.
    void look_again() { is_stale_ = true; }
    void ask(net::Instant now);
    void on_answer(const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    struct Job {
        std::string key;    ///< in the adapter's state
        std::string target; ///< method
        std::string body;
        std::string mark; ///< what is stored once it is done; empty: nothing
    };
    void add(const CommandList& list);
    void begin();

    SessionContext& context_;
    const RoomMap& rooms_;
    Retry retry_;
    std::vector<Job> jobs_; ///< the next one last
    bool is_stale_ = true;  ///< to be compared with what is stored
    bool is_asked_ = false;
};

} // namespace peerdesk::telegram
