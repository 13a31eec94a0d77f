// SPDX-License-Identifier: MIT
// The report as lines that people read.
#include "bot/engagement/summary_report.hpp"

#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace peerdesk::engagement {

namespace {

constexpr std::size_t skills_shown_max = 5;
constexpr std::size_t hours_shown_max = 5;

class Report {
  public:
    Report(const text::Catalogue& catalogue, std::string_view locale, Audience audience)
        : catalogue_(catalogue), locale_(locale), audience_(audience) {}

    void add(std::string_view key, std::initializer_list<text::Param> params) {
        lines_.push_back(catalogue_.render(locale_, key, params));
    }
    void add(std::vector<std::string> lines) {
        std::ranges::move(lines, std::back_inserter(lines_));
    }
    [[nodiscard]] std::string render(std::string_view key,
                                     std::initializer_list<text::Param> params) const {
        return catalogue_.render(locale_, key, params);
    }
    [[nodiscard]] std::string duration(std::int64_t ms) const {
        return text::format_rough(catalogue_, locale_, text::rough(std::chrono::milliseconds(ms)));
    }
    [[nodiscard]] std::string list(const std::vector<std::string>& items) const {
        return text::join_list(catalogue_, locale_, items);
    }
    /// A count of a breakdown; nobody is no person, so zero hides nothing.
    [[nodiscard]] text::Param count(std::int64_t people) const {
        if (audience_ == Audience::coordinators || people == 0 || people >= group_min)
            return people;
        return render("peerdesk-summary-under", {group_min});
    }
    [[nodiscard]] Audience audience() const { return audience_; }
    [[nodiscard]] const std::string& locale() const { return locale_; }
    [[nodiscard]] const text::Catalogue& catalogue() const { return catalogue_; }
    [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

  private:
    const text::Catalogue& catalogue_;
    std::string locale_;
    Audience audience_;
    std::vector<std::string> lines_;
};

void add_questions(Report& report, const storage::WeekFigures& figures) {
    report.add("peerdesk-summary-asked", {figures.asked});
    report.add("peerdesk-summary-answered", {figures.answered});
    report.add("peerdesk-summary-within-24h", {figures.answered_24h, figures.due_24h});
    report.add("peerdesk-summary-within-72h", {figures.answered_72h, figures.due_72h});
    if (figures.median_first_answer_ms) {
        report.add("peerdesk-summary-median", {report.duration(*figures.median_first_answer_ms)});
    }
    report.add("peerdesk-summary-open", {figures.still_open});
    if (figures.oldest_open_ticket) {
        report.add("peerdesk-summary-oldest", {std::to_string(*figures.oldest_open_ticket)});
    }
}

void add_people(Report& report, const storage::WeekFigures& figures) {
    report.add("peerdesk-summary-first-time", {figures.first_time_askers});
    report.add("peerdesk-summary-helpers", {figures.helpers, figures.new_helpers});
    report.add("peerdesk-summary-learned", {figures.learners, figures.learned_pairs});
    report.add("peerdesk-summary-thanked", {figures.thanked});
}

/// What happens in some weeks only; a line of noughts would tell nothing.
void add_connections(Report& report, const storage::WeekFigures& figures) {
    if (figures.introduced + figures.met > 0)
        report.add("peerdesk-summary-introduced", {figures.introduced, figures.met});
    if (figures.self_served > 0) report.add("peerdesk-summary-self-served", {figures.self_served});
    if (figures.learners_helping > 0)
        report.add("peerdesk-summary-learners-helping", {figures.learners_helping});
    if (figures.offered + figures.wanted > 0)
        report.add("peerdesk-summary-exchange", {figures.offered, figures.wanted});
}

void add_breakdowns(Report& report, const WeekReport& week) {
    for (const storage::Breakdown& row : week.figures.by_network) {
        report.add("peerdesk-summary-network", {row.key, row.asked, row.answered});
    }
    for (const storage::Breakdown& row : week.figures.by_language) {
        const std::string name = text::display_name(row.key, report.locale());
        if (report.audience() == Audience::others && row.people < group_min) {
            report.add("peerdesk-summary-language-few", {name, group_min});
        } else {
            report.add("peerdesk-summary-language", {name, row.asked, row.answered});
        }
    }
    std::size_t shown = 0;
    for (const NamedSkill& skill : week.skills) {
        // What was only learned stands behind the goal.
        if (skill.figures.wanted + skill.figures.offered == 0) continue;
        if (++shown > skills_shown_max) break;
        report.add("peerdesk-summary-skill",
                   {text::Name{skill.name}, report.count(skill.figures.learned),
                    report.count(skill.figures.wanted), report.count(skill.figures.offered)});
    }
}

void add_gaps(Report& report, const WeekReport& week) {
    if (week.figures.uncovered > 0) {
        std::vector<std::string> hours;
        for (const HourGap& gap : week.uncovered) {
            if (hours.size() == hours_shown_max) break;
            hours.push_back(report.render(
                "peerdesk-summary-hour",
                {text::format_day(report.catalogue(), report.locale(), gap.begin, week.zone),
                 text::format_time_of_day(report.catalogue(), report.locale(), gap.begin,
                                          week.zone)}));
        }
        report.add("peerdesk-summary-uncovered", {week.figures.uncovered, report.list(hours)});
    }
    std::vector<std::string> languages;
    languages.reserve(week.figures.unspoken.size());
    for (const storage::LanguageGap& gap : week.figures.unspoken)
        languages.push_back(text::display_name(gap.language, report.locale()));
    if (!languages.empty()) report.add("peerdesk-summary-unspoken", {report.list(languages)});
    std::vector<std::string> skills;
    for (const NamedSkill& skill : week.skills) {
        if (skill.figures.is_unoffered && skills.size() < skills_shown_max)
            skills.push_back(skill.name);
    }
    if (!skills.empty()) report.add("peerdesk-summary-unoffered", {report.list(skills)});
}

} // namespace

std::vector<std::string> goal_lines(const GoalProgress& progress, const text::Zone& zone,
                                    const text::Catalogue& catalogue, std::string_view locale) {
    const storage::Goal& goal = progress.goal;
    Report report(catalogue, locale, Audience::coordinators);
    if (goal.number == 0) {
        if (progress.reached.skills.empty()) {
            report.add("peerdesk-goal", {progress.reached.people, goal.people, goal.skills});
        } else {
            report.add("peerdesk-goal-skills", {progress.reached.people, goal.people, goal.skills,
                                                report.list(progress.reached.skills)});
        }
        return report.take();
    }
    const std::string day =
        text::format_day(catalogue, locale, goal.due - std::chrono::milliseconds(1), zone, true);
    report.add("peerdesk-goal-numbered", {std::to_string(goal.number), progress.reached.people,
                                          goal.people, goal.skills, day});
    if (!progress.skill.empty()) report.add("peerdesk-goal-skill", {text::Name{progress.skill}});
    if (!goal.language.empty())
        report.add("peerdesk-goal-language", {text::display_name(goal.language, locale)});
    if (!goal.region.empty()) report.add("peerdesk-goal-region", {text::Name{goal.region}});
    return report.take();
}

std::vector<std::string> lines_of(const WeekReport& report, const text::Catalogue& catalogue,
                                  std::string_view locale, Audience audience) {
    Report out(catalogue, locale, audience);
    out.add("peerdesk-summary-title", {report.desk, report.week.label});
    add_questions(out, report.figures);
    add_people(out, report.figures);
    add_connections(out, report.figures);
    add_breakdowns(out, report);
    add_gaps(out, report);
    for (const GoalProgress& progress : report.goals)
        out.add(goal_lines(progress, report.zone, catalogue, locale));
    return out.take();
}

std::string as_text(const WeekReport& report, const text::Catalogue& catalogue,
                    std::string_view locale, Audience audience) {
    std::string text;
    for (const std::string& line : lines_of(report, catalogue, locale, audience)) {
        if (!text.empty()) text += '\n';
        text += line;
    }
    return text;
}

std::vector<std::string> indicator_lines(const WeekReport& report, const text::Catalogue& catalogue,
                                         std::string_view locale, Audience audience) {
    Report out(catalogue, locale, audience);
    for (const GoalProgress& progress : report.goals)
        out.add(goal_lines(progress, report.zone, catalogue, locale));
    out.add("peerdesk-summary-learned", {report.figures.learners, report.figures.learned_pairs});
    out.add("peerdesk-summary-helpers", {report.figures.helpers, report.figures.new_helpers});
    add_connections(out, report.figures);
    add_gaps(out, report);
    return out.take();
}

} // namespace peerdesk::engagement
