// SPDX-License-Identifier: MIT
// Counts over interactions alone: the figures of one week, the same for ever.
#pragma once

#include "storage/interactions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct Breakdown {
    std::string key; ///< network or language code
    std::int64_t asked = 0;
    std::int64_t answered = 0; ///< tickets with their first answer in the week
    std::int64_t people = 0;   ///< distinct askers
};

/// All figures of one desk and ISO week. "answered_24h of due_24h": tickets whose 24 hours ended in
/// the week. Automatic rows never count where a person is meant.
struct WeekFigures {
    std::int64_t asked = 0;
    std::int64_t answered = 0; ///< first answers in the week
    std::int64_t due_24h = 0;
    std::int64_t answered_24h = 0;
    std::int64_t due_72h = 0;
    std::int64_t answered_72h = 0;
    std::optional<std::int64_t> median_first_answer_ms;
    std::int64_t still_open = 0; ///< as of the week's end
    std::optional<std::int64_t> oldest_open_ticket;
    std::optional<Time> oldest_open_since;
    std::int64_t first_time_askers = 0;
    std::int64_t helpers = 0;       ///< distinct people who answered
    std::int64_t new_helpers = 0;   ///< of them, for the first time
    std::int64_t learners = 0;      ///< distinct people who confirmed a skill
    std::int64_t learned_pairs = 0; ///< person x skill
    std::int64_t thanked = 0;
    std::int64_t closed = 0;
    std::vector<Breakdown> by_network;  ///< by key
    std::vector<Breakdown> by_language; ///< by key
};

/// "N people learned K skills": everybody who confirmed at least K distinct skills up to the week.
struct GoalFigures {
    std::int64_t people = 0;
    std::vector<std::string> skills; ///< names, most confirmed first, then by name; at most 5
};

class Indicators {
  public:
    explicit Indicators(Database& database) : database_(database) {}

    /// Of a week that is still running at `now`, only what ran out by then counts as due.
    [[nodiscard]] WeekFigures week(DeskId desk, std::string_view week, Time now = Time::max());
    /// Up to and including `week`.
    [[nodiscard]] GoalFigures goal(DeskId desk, int skills_each, std::string_view week);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
