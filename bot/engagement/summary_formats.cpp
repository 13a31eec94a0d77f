// SPDX-License-Identifier: MIT
// The week's figures for programs: JSON and CSV with the same names.
#include "bot/engagement/summary_report.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace peerdesk::engagement {

namespace {

using Json = nlohmann::ordered_json;

Json breakdown(const std::vector<storage::Breakdown>& rows) {
    Json out = Json::array();
    for (const storage::Breakdown& row : rows) {
        out.push_back({{"key", row.key},
                       {"asked", row.asked},
                       {"answered", row.answered},
                       {"people", row.people}});
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
            {"goal_people", report.goal_people},
            {"goal_skills", report.goal_skills},
            {"goal_reached", report.goal.people}};
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

void add_csv_rows(std::string& out, std::string_view kind,
                  const std::vector<storage::Breakdown>& rows) {
    for (const storage::Breakdown& row : rows) {
        const std::string name = std::string(kind) + "." + row.key;
        out += csv_field(name + ".asked") + ',' + std::to_string(row.asked) + '\n';
        out += csv_field(name + ".answered") + ',' + std::to_string(row.answered) + '\n';
        out += csv_field(name + ".people") + ',' + std::to_string(row.people) + '\n';
    }
}

} // namespace

std::string as_json(const WeekReport& report) {
    Json out{{"desk", report.desk}, {"week", report.week.label}};
    out.update(figures_of(report));
    out["by_network"] = breakdown(report.figures.by_network);
    out["by_language"] = breakdown(report.figures.by_language);
    out["skills"] = report.goal.skills;
    constexpr int indent = 2;
    return out.dump(indent, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string as_csv(const WeekReport& report) {
    std::string out = "figure,value\n";
    out += "desk," + csv_field(report.desk) + '\n';
    out += "week," + report.week.label + '\n';
    for (const auto& [name, value] : figures_of(report).items()) {
        out += name + ',' + (value.is_null() ? std::string{} : value.dump()) + '\n';
    }
    add_csv_rows(out, "network", report.figures.by_network);
    add_csv_rows(out, "language", report.figures.by_language);
    return out;
}

} // namespace peerdesk::engagement
