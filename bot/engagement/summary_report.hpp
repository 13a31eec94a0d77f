// SPDX-License-Identifier: MIT
// The week of a desk in figures, for people and for programs. Counts over interactions alone.
#pragma once

#include "bot/conversation/desk_book.hpp"
#include "bot/text/catalogue.hpp"
#include "bot/text/weeks.hpp"
#include "storage/goals.hpp"
#include "storage/indicators.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::engagement {

using conversation::Desk;

/// Who reads it: small groups in breakdowns are shown to coordinators among themselves only.
enum class Audience { coordinators, others };

/// Smaller groups in a breakdown could point at a person.
inline constexpr std::int64_t group_min = 5;

/// A goal and how far it is. Number 0: the configuration's, which stands while no other is set.
struct GoalProgress {
    storage::Goal goal;
    std::string skill; ///< its name, if it is about one
    storage::GoalFigures reached;
};

/// A skill of the week's breakdown by its name.
struct NamedSkill {
    std::string name;
    storage::SkillFigures figures;
};

/// An hour of the week in which questions came while no responder could be asked.
struct HourGap {
    text::Time begin;
    std::int64_t asked = 0;
};

/// Everything a report needs, gathered once.
struct WeekReport {
    std::string desk;
    text::WeekSpan week;
    text::Zone zone;
    storage::WeekFigures figures;
    std::vector<NamedSkill> skills;  ///< by people, then by name
    std::vector<HourGap> uncovered;  ///< by time
    std::vector<GoalProgress> goals; ///< at least one
};

/// Names as `locale` has them.
[[nodiscard]] WeekReport gather(storage::Database& database, const Desk& desk,
                                const text::WeekSpan& week, text::Time now,
                                std::string_view locale);
/// The goals alone, up to a week.
[[nodiscard]] std::vector<GoalProgress> gather_goals(storage::Database& database, const Desk& desk,
                                                     std::string_view week,
                                                     std::string_view locale);
/// Whether anything at all was counted in the week.
[[nodiscard]] bool is_empty(const storage::WeekFigures& figures);

/// "Label: value.", one fact a line.
[[nodiscard]] std::vector<std::string> lines_of(const WeekReport& report,
                                                const text::Catalogue& catalogue,
                                                std::string_view locale, Audience audience);
/// The same as one text.
[[nodiscard]] std::string as_text(const WeekReport& report, const text::Catalogue& catalogue,
                                  std::string_view locale, Audience audience);
/// What counts towards the goals, without the questions: the lines of `indicators`.
[[nodiscard]] std::vector<std::string> indicator_lines(const WeekReport& report,
                                                       const text::Catalogue& catalogue,
                                                       std::string_view locale, Audience audience);
/// "3 of 10 people learned 1 skill (photo upload)": one goal, with a line for each of its limits.
[[nodiscard]] std::vector<std::string> goal_lines(const GoalProgress& progress,
                                                  const text::Zone& zone,
                                                  const text::Catalogue& catalogue,
                                                  std::string_view locale);

/// For programs, with stable English names. Hidden figures are null in JSON, "<5" in CSV.
[[nodiscard]] std::string as_json(const WeekReport& report, Audience audience);
/// Two columns, figure and value.
[[nodiscard]] std::string as_csv(const WeekReport& report, Audience audience);
/// A table of the text's lines for a wiki page.
[[nodiscard]] std::string as_wikitext(const WeekReport& report, const text::Catalogue& catalogue,
                                      std::string_view locale, Audience audience);

/// A line cut at its first colon: "Asked: 4." is "Asked" and "4"; no value where it has none.
struct LabelAndValue {
    std::string label;
    std::string value;
};
[[nodiscard]] LabelAndValue split_line(std::string_view line);

} // namespace peerdesk::engagement
