// SPDX-License-Identifier: MIT
#include "bot/engagement/goal_command.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/engagement/goal_words.hpp"
#include "bot/engagement/summary_report.hpp"
#include "bot/people/dates.hpp"
#include "bot/text/fold.hpp"
#include "storage/census.hpp"
#include "storage/skill_label.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace peerdesk::engagement {

using conversation::answer;
using conversation::Arguments;
using conversation::Lines;
using conversation::Turn;

namespace {

constexpr std::chrono::days example_ahead{182};

/// 2027-06-30, of a moment on the desk's calendar.
std::string day_of(storage::Time at, const text::Zone& zone) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(zone.civil(at)));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

/// What to type, on a line of its own.
void add_example(Turn& turn, Lines& lines) {
    const std::string example = turn.services.catalogue().render(
        turn.language, "peerdesk-goal-example", {day_of(turn.now + example_ahead, turn.desk.zone)});
    lines.add("peerdesk-goal-write").literal(conversation::typed_here(turn, example));
}

void refuse(Turn& turn, std::string_view key, std::initializer_list<text::Param> params = {}) {
    Lines lines(turn.services, turn.language);
    lines.add(key, params);
    add_example(turn, lines);
    answer(turn, lines);
}

void refuse(Turn& turn, const GoalProblem& problem) {
    using Kind = GoalProblem::Kind;
    switch (problem.kind) {
    case Kind::unclear:
        refuse(turn, "peerdesk-goal-unclear");
        return;
    case Kind::people_range:
        refuse(turn, "peerdesk-goal-people-range", {goal_people_max});
        return;
    case Kind::skills_range:
        refuse(turn, "peerdesk-goal-skills-range", {goal_skills_max});
        return;
    case Kind::unknown_language:
        refuse(turn, "peerdesk-goal-unknown-language", {text::Name{problem.piece}});
        return;
    case Kind::no_date:
        refuse(turn, "peerdesk-goal-no-date");
        return;
    case Kind::too_long:
        refuse(turn, "peerdesk-goal-too-long", {goal_words_max});
        return;
    }
}

std::string_view problem_key(people::DateProblem::Kind kind) {
    using Kind = people::DateProblem::Kind;
    switch (kind) {
    case Kind::past:
        return "peerdesk-goal-date-past";
    case Kind::too_far:
        return "peerdesk-goal-date-far";
    case Kind::unclear:
    case Kind::no_such_date:
    case Kind::unknown_zone:
        return "peerdesk-date-unclear";
    }
    return "peerdesk-date-unclear";
}

/// The last day that counts and its end, on the desk's calendar.
void set_due(storage::Goal& goal, storage::Time day_begin, const text::Zone& zone) {
    goal.due_day = day_of(day_begin, zone);
    const auto day = std::chrono::floor<std::chrono::days>(zone.civil(day_begin));
    goal.due = zone.moment(text::CivilTime(day + std::chrono::days(1)));
}

/// The skill of this name; one that nobody named yet is kept as the words they are.
storage::SkillId skill_of(Turn& turn, const std::string& name, Lines& notes) {
    const std::string folded = text::fold(name);
    auto& database = turn.services.database;
    if (const auto known = storage::find_skill(database, folded)) return *known;
    notes.add("peerdesk-goal-skill-new", {text::Name{name}});
    return turn.tables().interactions.skill_named(name, folded);
}

std::vector<std::string> locales_of(const Turn& turn) {
    std::vector<std::string> locales{"en"};
    for (const std::string& each : {turn.language, turn.desk.settings.language}) {
        if (std::ranges::find(locales, each) == locales.end()) locales.push_back(each);
    }
    return locales;
}

/// The date of a wish as the goal's last day; answers what is wrong with it otherwise.
bool take_date(Turn& turn, const std::string& typed, storage::Goal& goal) {
    const auto date = people::parse_date(typed, turn.now, turn.desk.settings.zone);
    if (!date) {
        refuse(turn, problem_key(date.error().kind), {text::Name{typed}});
        return false;
    }
    set_due(goal, *date, turn.desk.zone);
    return true;
}

void answer_set(Turn& turn, std::int64_t number, const Lines& notes) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-goal-set", {std::to_string(number)});
    for (const GoalProgress& progress :
         gather_goals(turn.services.database, turn.desk, text::iso_week(turn.now, turn.desk.zone),
                      turn.language)) {
        if (progress.goal.number != number) continue;
        for (const std::string& line :
             goal_lines(progress, turn.desk.zone, turn.services.catalogue(), turn.language))
            lines.literal(line);
    }
    if (!notes.text().empty()) lines.literal(notes.text());
    lines.add("peerdesk-goal-counts").add("peerdesk-goal-to-remove");
    lines.literal(conversation::typed_here(turn, "goal remove " + std::to_string(number)));
    answer(turn, lines);
}

} // namespace

void set_goal(Turn& turn, const Arguments& arguments) {
    const auto& languages = turn.services.texts->languages;
    const auto read =
        read_goal(arguments.text, GoalWords(turn.services.catalogue(), locales_of(turn)),
                  [&](std::string_view typed) { return languages.find(typed); });
    if (const auto* problem = std::get_if<GoalProblem>(&read)) {
        refuse(turn, *problem);
        return;
    }
    storage::Goals goals(turn.services.database);
    if (std::ssize(goals.of(turn.desk.id)) >= storage::Goals::goals_max) {
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-goal-many", {storage::Goals::goals_max})
            .literal(conversation::typed_here(turn, "goals"));
        answer(turn, lines);
        return;
    }
    const GoalWish& wish = std::get<GoalWish>(read);
    storage::Goal goal{.desk = turn.desk.id, .people = wish.people, .skills = wish.skills};
    if (!take_date(turn, wish.date, goal)) return;
    Lines notes(turn.services, turn.language);
    if (!wish.skill.empty()) goal.skill = skill_of(turn, wish.skill, notes);
    goal.language = wish.language;
    goal.region = wish.region;
    goal.region_folded = text::fold(wish.region);
    if (!goal.region.empty() &&
        !storage::Census(turn.services.database).find_region(goal.region_folded))
        notes.add("peerdesk-goal-region-new", {text::Name{goal.region}});
    goal.set_by = turn.person.id;
    goal.set = turn.now;
    answer_set(turn, goals.add(goal), notes);
}

void list_goals(Turn& turn, const Arguments&) {
    Lines lines(turn.services, turn.language);
    bool is_any_set = false;
    for (const GoalProgress& progress :
         gather_goals(turn.services.database, turn.desk, text::iso_week(turn.now, turn.desk.zone),
                      turn.language)) {
        is_any_set = progress.goal.number > 0;
        for (const std::string& line :
             goal_lines(progress, turn.desk.zone, turn.services.catalogue(), turn.language))
            lines.literal(line);
        if (is_any_set && turn.now >= progress.goal.due)
            lines.add("peerdesk-goal-over", {std::to_string(progress.goal.number)});
    }
    lines.add("peerdesk-goal-counts");
    if (!is_any_set) add_example(turn, lines);
    answer(turn, lines);
}

void remove_goal(Turn& turn, const Arguments& arguments) {
    const int number = arguments.count.value_or(0);
    if (storage::Goals(turn.services.database).remove(turn.desk.id, number, turn.now)) {
        answer(turn, "peerdesk-goal-removed", {std::to_string(number)});
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-goal-none", {std::to_string(number)})
        .literal(conversation::typed_here(turn, "goals"));
    answer(turn, lines);
}

} // namespace peerdesk::engagement
