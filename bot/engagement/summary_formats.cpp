// SPDX-License-Identifier: MIT
// The week's figures for programs: JSON and CSV with the same names.
#include "bot/engagement/summary_report.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

#include <fmt/format.h>

namespace peerdesk::engagement {

namespace {

using Json = nlohmann::ordered_json;

/// A group's figures, as long as this reader may see them.
Json shown(std::int64_t value, bool is_hidden) {
    return is_hidden ? Json(nullptr) : Json(value);
}

bool is_hidden(std::int64_t people, Audience audience) {
    return audience == Audience::others && people > 0 && people < group_min;
}

Json breakdown(const std::vector<storage::Breakdown>& rows, bool is_small_hidden) {
    Json out = Json::array();
    for (const storage::Breakdown& row : rows) {
        const bool hides = is_small_hidden && row.people < group_min;
        out.push_back({{"key", row.key},
                       {"asked", shown(row.asked, hides)},
                       {"answered", shown(row.answered, hides)},
                       {"people", shown(row.people, hides)}});
    }
    return out;
}

Json skills_of(const WeekReport& report, Audience audience) {
    Json out = Json::array();
    const auto count = [&](std::int64_t people) {
        return shown(people, is_hidden(people, audience));
    };
    for (const NamedSkill& skill : report.skills) {
        out.push_back({{"skill", skill.name},
                       {"learned", count(skill.figures.learned)},
                       {"wanted", count(skill.figures.wanted)},
                       {"offered", count(skill.figures.offered)},
                       {"unoffered", skill.figures.is_unoffered}});
    }
    return out;
}

Json goals_of(const WeekReport& report) {
    Json out = Json::array();
    for (const GoalProgress& progress : report.goals) {
        const storage::Goal& goal = progress.goal;
        out.push_back({{"number", goal.number},
                       {"people", goal.people},
                       {"skills", goal.skills},
                       {"skill", progress.skill},
                       {"language", goal.language},
                       {"region", goal.region},
                       {"by", goal.due_day},
                       {"reached", progress.reached.people}});
    }
    return out;
}

Json hours_of(const WeekReport& report) {
    Json out = Json::array();
    for (const HourGap& gap : report.uncovered) {
        const auto civil = report.zone.civil(gap.begin);
        const auto day = std::chrono::floor<std::chrono::days>(civil);
        const std::chrono::year_month_day date(day);
        out.push_back(
            {{"day",
              fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                          static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()))},
             {"hour", std::chrono::duration_cast<std::chrono::hours>(civil - day).count()},
             {"asked", gap.asked}});
    }
    return out;
}

Json unspoken_of(const WeekReport& report, Audience audience) {
    Json out = Json::array();
    for (const storage::LanguageGap& gap : report.figures.unspoken) {
        out.push_back({{"language", gap.language},
                       {"asked", shown(gap.asked, is_hidden(gap.asked, audience))}});
    }
    return out;
}

template <class T>
Json value_or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// The single figures, in the order of the text.
Json figures_of(const WeekReport& report) {
    const storage::WeekFigures& figures = report.figures;
    const GoalProgress goal = report.goals.empty() ? GoalProgress{} : report.goals.front();
    return {{"asked", figures.asked},
            {"answered", figures.answered},
            {"answered_within_24h", figures.answered_24h},
            {"due_within_24h", figures.due_24h},
            {"answered_within_72h", figures.answered_72h},
            {"due_within_72h", figures.due_72h},
            {"median_first_answer_ms", value_or_null(figures.median_first_answer_ms)},
            {"still_open", figures.still_open},
            {"oldest_open_ticket", value_or_null(figures.oldest_open_ticket)},
            {"closed", figures.closed},
            {"first_time_askers", figures.first_time_askers},
            {"helpers", figures.helpers},
            {"new_helpers", figures.new_helpers},
            {"learners", figures.learners},
            {"learned_pairs", figures.learned_pairs},
            {"thanked", figures.thanked},
            {"introduced", figures.introduced},
            {"met", figures.met},
            {"self_served", figures.self_served},
            {"learners_helping", figures.learners_helping},
            {"offered", figures.offered},
            {"wanted", figures.wanted},
            {"uncovered", figures.uncovered},
            {"goal_people", goal.goal.people},
            {"goal_skills", goal.goal.skills},
            {"goal_reached", goal.reached.people}};
}

/// A CSV field: quoted when it must be, and never read as a formula by a spreadsheet.
std::string csv_field(std::string_view text) {
    constexpr std::string_view formula_starts = "=+-@\t\r";
    std::string out;
    const bool is_formula = !text.empty() && formula_starts.contains(text.front());
    if (is_formula) out += '\'';
    out += text;
    if (out.find_first_of(",\"\n\r") == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char each : out) {
        if (each == '"') quoted += '"';
        quoted += each;
    }
    return quoted + '"';
}

/// Each figure of each object, named `kind.key.figure`; a hidden one is "<5".
void add_csv_rows(std::string& out, const std::string& kind, const Json& rows,
                  const std::string& key) {
    for (const Json& row : rows) {
        const Json& name = row.at(key);
        const std::string prefix =
            kind + '.' + (name.is_string() ? name.get<std::string>() : name.dump());
        for (const auto& [figure, value] : row.items()) {
            if (figure == key || (!value.is_number() && !value.is_null())) continue;
            out += csv_field(fmt::format("{}.{}", prefix, figure));
            out += fmt::format(",{}\n",
                               value.is_null() ? fmt::format("<{}", group_min) : value.dump());
        }
    }
}

} // namespace

std::string as_json(const WeekReport& report, Audience audience) {
    Json out{{"desk", report.desk}, {"week", report.week.label}};
    out.update(figures_of(report));
    out["by_network"] = breakdown(report.figures.by_network, false);
    out["by_language"] = breakdown(report.figures.by_language, audience == Audience::others);
    out["by_skill"] = skills_of(report, audience);
    out["unspoken"] = unspoken_of(report, audience);
    out["uncovered_hours"] = hours_of(report);
    out["goals"] = goals_of(report);
    out["skills"] =
        report.goals.empty() ? std::vector<std::string>{} : report.goals.front().reached.skills;
    constexpr int indent = 2;
    return out.dump(indent, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string as_csv(const WeekReport& report, Audience audience) {
    std::string out = "figure,value\n";
    out += "desk," + csv_field(report.desk) + '\n';
    out += "week," + report.week.label + '\n';
    for (const auto& [name, value] : figures_of(report).items()) {
        out += name + ',' + (value.is_null() ? std::string{} : value.dump()) + '\n';
    }
    add_csv_rows(out, "network", breakdown(report.figures.by_network, false), "key");
    add_csv_rows(out, "language",
                 breakdown(report.figures.by_language, audience == Audience::others), "key");
    add_csv_rows(out, "skill", skills_of(report, audience), "skill");
    add_csv_rows(out, "unspoken", unspoken_of(report, audience), "language");
    for (const Json& hour : hours_of(report)) {
        out += "uncovered_hour." + hour.at("day").get<std::string>() + ' ' +
               hour.at("hour").dump() + ".asked," + hour.at("asked").dump() + '\n';
    }
    add_csv_rows(out, "goal", goals_of(report), "number");
    return out;
}

} // namespace peerdesk::engagement
