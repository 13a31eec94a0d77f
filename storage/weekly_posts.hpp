// SPDX-License-Identifier: MIT
// Which weeks' summaries were posted by themselves, and the timer of the next one.
#pragma once

#include "storage/timers.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::storage {

class WeeklyPosts {
  public:
    explicit WeeklyPosts(Database& database) : database_(database) {}

    static constexpr const char* timer_kind = "weekly_summary";

    /// False when the week was noted before: it is posted once, whatever the clock does.
    [[nodiscard]] bool note(DeskId desk, std::string_view week, Time now);
    /// The desk's timer; its payload is the week it is for.
    [[nodiscard]] std::optional<Timer> planned(DeskId desk);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
