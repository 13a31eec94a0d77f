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

/// People who named a skill in the week.
struct SkillFigures {
    SkillId skill; ///< as recorded, also when it was filed into another since
    std::int64_t learned = 0;
    std::int64_t wanted = 0;   ///< wanted it, or asked for a mentor
    std::int64_t offered = 0;  ///< offered it in the week
    std::int64_t people = 0;   ///< any of these
    bool is_unoffered = false; ///< somebody wanted it when nobody else offered it
    bool operator==(const SkillFigures&) const = default;
};

/// Questions in a language that no responder spoke when they were asked.
struct LanguageGap {
    std::string language;
    std::int64_t asked = 0;
    bool operator==(const LanguageGap&) const = default;
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
    std::int64_t introduced = 0;        ///< introductions that both sides agreed to
    std::int64_t met = 0;               ///< introductions whose first meeting was told in the week
    std::int64_t self_served = 0;       ///< a past answer or a resource helped
    std::int64_t offered = 0;           ///< person x skill
    std::int64_t wanted = 0;            ///< person x skill
    std::int64_t learners_helping = 0;  ///< confirmed a skill before they answered or met as mentor
    std::int64_t uncovered = 0;         ///< questions that came when no responder could be asked
    std::vector<Time> uncovered_at;     ///< when those were asked, oldest first
    std::vector<LanguageGap> unspoken;  ///< by language
    std::vector<Breakdown> by_network;  ///< by key
    std::vector<Breakdown> by_language; ///< by key
    std::vector<SkillFigures> by_skill; ///< by skill
};

class Indicators {
  public:
    explicit Indicators(Database& database) : database_(database) {}

    /// Of a week that is still running at `now`, only what ran out by then counts as due.
    [[nodiscard]] WeekFigures week(DeskId desk, std::string_view week, Time now = Time::max());

    /// Moments kept in `uncovered_at`; the count is of all.
    static constexpr int uncovered_at_max = 5000;

  private:
    Database& database_;
};

} // namespace peerdesk::storage
