// SPDX-License-Identifier: MIT
#include "bot/engagement/summary_report.hpp"

#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <initializer_list>
#include <string>

namespace peerdesk::engagement {

namespace {

/// Smaller groups in a breakdown could point at a person.
constexpr std::int64_t group_min = 5;

class Report {
  public:
    Report(const text::Catalogue& catalogue, std::string_view locale)
        : catalogue_(catalogue), locale_(locale) {}

    void add(std::string_view key, std::initializer_list<text::Param> params) {
        if (!text_.empty()) text_ += '\n';
        text_ += catalogue_.render(locale_, key, params);
    }
    [[nodiscard]] std::string duration(std::int64_t ms) const {
        return text::format_rough(catalogue_, locale_, text::rough(std::chrono::milliseconds(ms)));
    }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::string& locale() const { return locale_; }
    [[nodiscard]] const text::Catalogue& catalogue() const { return catalogue_; }

  private:
    const text::Catalogue& catalogue_;
    std::string locale_;
    std::string text_;
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

void add_breakdowns(Report& report, const storage::WeekFigures& figures, Audience audience) {
    for (const storage::Breakdown& row : figures.by_network) {
        report.add("peerdesk-summary-network", {row.key, row.asked, row.answered});
    }
    for (const storage::Breakdown& row : figures.by_language) {
        const std::string name = text::display_name(row.key, report.locale());
        if (audience == Audience::others && row.people < group_min) {
            report.add("peerdesk-summary-language-few", {name, group_min});
        } else {
            report.add("peerdesk-summary-language", {name, row.asked, row.answered});
        }
    }
}

} // namespace

WeekReport gather(storage::Indicators& indicators, const Desk& desk, const text::WeekSpan& week,
                  text::Time now) {
    WeekReport report;
    report.desk = desk.settings.name;
    report.week = week;
    report.figures = indicators.week(desk.id, week.label, now);
    report.goal = indicators.goal(desk.id, desk.settings.goal_skills, week.label);
    report.goal_people = desk.settings.goal_people;
    report.goal_skills = desk.settings.goal_skills;
    return report;
}

std::string goal_line(const WeekReport& report, const text::Catalogue& catalogue,
                      std::string_view locale) {
    if (report.goal.skills.empty()) {
        return catalogue.render(locale, "peerdesk-goal",
                                {report.goal.people, report.goal_people, report.goal_skills});
    }
    return catalogue.render(locale, "peerdesk-goal-skills",
                            {report.goal.people, report.goal_people, report.goal_skills,
                             text::join_list(catalogue, locale, report.goal.skills)});
}

std::string as_text(const WeekReport& report, const text::Catalogue& catalogue,
                    std::string_view locale, Audience audience) {
    Report out(catalogue, locale);
    out.add("peerdesk-summary-title", {report.desk, report.week.label});
    add_questions(out, report.figures);
    add_people(out, report.figures);
    add_breakdowns(out, report.figures, audience);
    return out.text() + '\n' + goal_line(report, catalogue, locale);
}

} // namespace peerdesk::engagement
