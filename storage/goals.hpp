// SPDX-License-Identifier: MIT
// Goals of a desk ("10 people learn 1 skill by 2027-06-30") and how far they are. Progress is
// counted from interactions; skills that were filed into others and people who turned out to be one
// count as what they are now.
#pragma once

#include "storage/interactions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

/// What counts towards a goal.
struct GoalScope {
    int skills = 1;            ///< distinct ones each person confirmed
    SkillId skill;             ///< only this one and those below it in the tree
    std::string language;      ///< only what was confirmed in this language
    std::string region_folded; ///< only people who are from there
    std::optional<Time> due;   ///< only what happened before
};

struct Goal {
    std::int64_t number = 0; ///< of the desk, from 1
    DeskId desk;
    int people = 0;
    int skills = 1;
    SkillId skill;
    std::string language;
    std::string region;
    std::string region_folded;
    std::string due_day; ///< 2027-06-30
    Time due;            ///< the end of that day
    PersonId set_by;
    Time set;
    bool operator==(const Goal&) const = default;

    [[nodiscard]] GoalScope scope() const { return {skills, skill, language, region_folded, due}; }
};

/// "N people learned K skills".
struct GoalFigures {
    std::int64_t people = 0;
    std::vector<std::string> skills; ///< names, most confirmed first, then by name; at most 5
    bool operator==(const GoalFigures&) const = default;
};

class Goals {
  public:
    explicit Goals(Database& database) : database_(database) {}

    static constexpr int goals_max = 10; ///< of one desk at a time
    static constexpr int skills_named_max = 5;

    /// The number it got.
    std::int64_t add(const Goal& goal);
    /// Those not removed, by number.
    [[nodiscard]] std::vector<Goal> of(DeskId desk);
    /// False when there is none of this number.
    bool remove(DeskId desk, std::int64_t number, Time now);
    /// Up to and including `week`; names as the locale has them.
    [[nodiscard]] GoalFigures progress(DeskId desk, const GoalScope& scope, std::string_view week,
                                       std::string_view locale);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
