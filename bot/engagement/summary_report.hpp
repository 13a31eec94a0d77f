// SPDX-License-Identifier: MIT
// The week of a desk in figures, for people and for programs. Counts over interactions alone.
#pragma once

#include "bot/conversation/desk_book.hpp"
#include "bot/text/catalogue.hpp"
#include "bot/text/weeks.hpp"
#include "storage/indicators.hpp"

#include <string>
#include <string_view>

namespace peerdesk::engagement {

using conversation::Desk;

/// Everything a report needs, gathered once.
struct WeekReport {
    std::string desk;
    text::WeekSpan week;
    storage::WeekFigures figures;
    storage::GoalFigures goal;
    int goal_people = 0;
    int goal_skills = 0;
};

[[nodiscard]] WeekReport gather(storage::Indicators& indicators, const Desk& desk,
                                const text::WeekSpan& week, text::Time now);

/// Who reads it: small groups in breakdowns are shown to coordinators among themselves only.
enum class Audience { coordinators, others };

/// "Label: value.", one fact a line.
[[nodiscard]] std::string as_text(const WeekReport& report, const text::Catalogue& catalogue,
                                  std::string_view locale, Audience audience);
/// "3 of 10 people learned 1 skill (photo upload)": the goal alone.
[[nodiscard]] std::string goal_line(const WeekReport& report, const text::Catalogue& catalogue,
                                    std::string_view locale);
/// One object; keys are stable and documented in deploy/data.md.
[[nodiscard]] std::string as_json(const WeekReport& report);
/// Two columns, "figure,value", with the same names as the JSON.
[[nodiscard]] std::string as_csv(const WeekReport& report);

} // namespace peerdesk::engagement
