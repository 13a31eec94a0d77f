// SPDX-License-Identifier: MIT
// From the tables to a report: figures, names of skills, goals, hours nobody covered.
#include "bot/engagement/summary_report.hpp"

#include "storage/skill_label.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace peerdesk::engagement {

namespace {

std::vector<NamedSkill> named(storage::Database& database, const storage::WeekFigures& figures,
                              std::string_view locale) {
    std::vector<NamedSkill> skills;
    skills.reserve(figures.by_skill.size());
    for (const storage::SkillFigures& each : figures.by_skill)
        skills.push_back({storage::skill_label(database, each.skill, locale), each});
    std::ranges::sort(skills, [](const NamedSkill& a, const NamedSkill& b) {
        return std::tuple(-a.figures.people, std::string_view(a.name), a.figures.skill) <
               std::tuple(-b.figures.people, std::string_view(b.name), b.figures.skill);
    });
    return skills;
}

std::vector<HourGap> by_hour(const std::vector<storage::Time>& moments, const text::Zone& zone) {
    std::map<text::Time, std::int64_t> counts;
    for (const text::Time at : moments) {
        const auto civil = std::chrono::floor<std::chrono::hours>(zone.civil(at));
        ++counts[zone.moment(text::CivilTime(civil))];
    }
    std::vector<HourGap> gaps;
    gaps.reserve(counts.size());
    for (const auto& [begin, asked] : counts)
        gaps.push_back({begin, asked});
    return gaps;
}

} // namespace

std::vector<GoalProgress> gather_goals(storage::Database& database, const Desk& desk,
                                       std::string_view week, std::string_view locale) {
    storage::Goals table(database);
    std::vector<GoalProgress> progress;
    for (storage::Goal& goal : table.of(desk.id)) {
        const storage::GoalScope scope = goal.scope();
        progress.push_back({std::move(goal), storage::skill_label(database, scope.skill, locale),
                            table.progress(desk.id, scope, week, locale)});
    }
    if (!progress.empty()) return progress;
    storage::Goal configured;
    configured.people = desk.settings.goal_people;
    configured.skills = desk.settings.goal_skills;
    progress.push_back(
        {configured, {}, table.progress(desk.id, {.skills = configured.skills}, week, locale)});
    return progress;
}

WeekReport gather(storage::Database& database, const Desk& desk, const text::WeekSpan& week,
                  text::Time now, std::string_view locale) {
    WeekReport report;
    report.desk = desk.settings.name;
    report.week = week;
    report.zone = desk.zone;
    report.figures = storage::Indicators(database).week(desk.id, week.label, now);
    report.skills = named(database, report.figures, locale);
    report.uncovered = by_hour(report.figures.uncovered_at, desk.zone);
    report.goals = gather_goals(database, desk, week.label, locale);
    return report;
}

bool is_empty(const storage::WeekFigures& figures) {
    return figures.asked + figures.answered + figures.closed + figures.still_open +
               figures.helpers + figures.learners + figures.thanked + figures.introduced +
               figures.met + figures.self_served + figures.offered + figures.wanted +
               figures.due_24h + figures.due_72h ==
           0;
}

} // namespace peerdesk::engagement
