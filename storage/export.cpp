// SPDX-License-Identifier: MIT
#include "storage/export.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace peerdesk::storage {

namespace {

struct Exported {
    std::string_view name;
    const char* sql;
};

constexpr std::size_t table_count = 22;
// Columns are written out: a new one is private until somebody decides that it is not.
constexpr std::array<Exported, 25> exported{{
    {"desks", "SELECT id, name FROM desks ORDER BY id"},
    {"persons", "SELECT id, name, language, guessed_language, first_seen_ms, merged_into"
                " FROM persons WHERE erased_ms IS NULL ORDER BY id"},
    {"identities", "SELECT id, person_id, network, account, kind, name, desk_id, last_seen_ms"
                   " FROM identities ORDER BY id"},
    {"roles", "SELECT desk_id, person_id, role, source, granted_by, granted_ms FROM roles"
              " ORDER BY desk_id, person_id, role"},
    {"volunteers", "SELECT person_id, hours, paused, paused_until_ms, ticket_limit, languages"
                   " FROM volunteers ORDER BY person_id"},
    {"blocks", "SELECT desk_id, person_id, until_ms, reason, blocked_by, blocked_ms FROM blocks"
               " ORDER BY desk_id, person_id"},
    {"tickets", "SELECT id, desk_id, asker_id, language, state, network, place_kind, opened_ms,"
                " claimer_id, claimed_ms, first_answer_ms, last_word_by, last_word_ms, closed_ms,"
                " closed_by, outcome FROM tickets ORDER BY id"},
    {"ticket_messages", "SELECT id, ticket_id, kind, person_id, body, at_ms, network"
                        " FROM ticket_messages ORDER BY id"},
    {"skills", "SELECT id, name, code, parent_id, category, wikidata, is_teachable, is_retired,"
               " filed_into, filed_by, filed_ms FROM skills ORDER BY id"},
    {"skill_names", "SELECT skill_id, locale, name, is_alias FROM skill_names"
                    " ORDER BY skill_id, locale, is_alias, name"},
    {"learnings", "SELECT id, person_id, skill_id, desk_id, learned_ms, source, ticket_id,"
                  " introduction_id, source_text FROM learnings ORDER BY id"},
    {"shared_learnings", "SELECT id, person_id, skill_id, desk_id, language, shared_ms, readers,"
                         " body FROM shared_learnings WHERE readers <> 'asked' ORDER BY id"},
    {"interactions", "SELECT id, happened_ms, recorded_ms, week, kind, actor_id, subject_id,"
                     " ticket_id, introduction_id, skill_id, desk_id, network, language, cause,"
                     " week_24h, week_72h, waited_ms, covered_minutes FROM interactions"
                     " ORDER BY id"},
    {"exchange_profiles", "SELECT person_id, capacity, region, language_levels, invited_ms"
                          " FROM exchange_profiles ORDER BY person_id"},
    {"exchange_lines", "SELECT id, desk_id, person_id, side, skill_id, level, group_id, since_ms,"
                       " ended_ms FROM exchange_lines ORDER BY id"},
    {"days_off", "SELECT person_id, begin_ms, end_ms FROM days_off ORDER BY person_id, begin_ms"},
    {"goals", "SELECT desk_id, number, people, skills, skill_id, language, region, due_day, set_by,"
              " set_ms, removed_ms FROM goals ORDER BY desk_id, number"},
    {"groups", "SELECT id, desk_id, name, made_ms FROM groups ORDER BY id"},
    {"group_members", "SELECT group_id, person_id, joined_ms FROM group_members"
                      " ORDER BY group_id, person_id"},
    {"mentor_requests", "SELECT id, desk_id, person_id, skill_id, language, asked_ms, state,"
                        " ended_ms FROM mentor_requests ORDER BY id"},
    {"introductions", "SELECT id, desk_id, origin, skill_id, mentor_id, mentee_id, request_id,"
                      " round_id, cycle, state, made_ms, mentor_asked_ms, mentor_answered_ms,"
                      " mentee_asked_ms, mentee_answered_ms, agreed_ms, met_ms, ended_ms"
                      " FROM introductions ORDER BY id"},
    {"audit", "SELECT id, at_ms, desk_id, actor_id, action, subject_id, detail FROM audit"
              " ORDER BY id"},
    {"report_weeks", "SELECT * FROM report_weeks"},
    {"report_tickets", "SELECT * FROM report_tickets"},
    {"report_learned", "SELECT * FROM report_learned"},
}};

constexpr std::array<std::string_view, exported.size()> names = [] {
    std::array<std::string_view, exported.size()> found;
    std::ranges::transform(exported, found.begin(), &Exported::name);
    return found;
}();

void write_json(Statement& row, std::string_view table, std::ostream& out) {
    nlohmann::ordered_json object;
    object["table"] = table;
    for (int index = 0; index < row.column_count(); ++index) {
        std::visit([&](const auto& value) { object[row.column_name(index)] = value; },
                   row.value(index));
    }
    out << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

std::string csv_field(const std::string& text) {
    // owasp.org/www-community/attacks/CSV_Injection
    const bool is_formula = !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
    std::string safe = is_formula ? "'" + text : text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
    std::string quoted = "\"";
    for (const char letter : safe) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::string csv_field(std::int64_t number) {
    return std::to_string(number);
}

std::string csv_field(std::nullptr_t) {
    return {};
}

void write_csv_line(Statement& row, bool is_header, std::ostream& out) {
    for (int index = 0; index < row.column_count(); ++index) {
        if (index > 0) out << ',';
        if (is_header)
            out << row.column_name(index);
        else
            out << std::visit([](const auto& value) { return csv_field(value); }, row.value(index));
    }
    out << "\r\n";
}

void write(Database& database, const Exported& table, ExportFormat format, std::ostream& out) {
    auto row = database.prepare(table.sql);
    switch (format) {
    case ExportFormat::json_lines:
        while (row.step())
            write_json(row, table.name, out);
        return;
    case ExportFormat::csv:
        write_csv_line(row, true, out);
        while (row.step())
            write_csv_line(row, false, out);
        return;
    }
    std::unreachable();
}

} // namespace

std::span<const std::string_view> export_names() {
    return names;
}

bool export_table(Database& database, std::string_view name, ExportFormat format,
                  std::ostream& out) {
    const auto* const found = std::ranges::find(exported, name, &Exported::name);
    if (found == exported.end()) return false;
    write(database, *found, format, out);
    return true;
}

void export_all(Database& database, std::ostream& out) {
    database.execute("BEGIN"); // one moment for all tables; a writer goes on beside it
    for (std::size_t i = 0; i < table_count; ++i)
        write(database, exported.at(i), ExportFormat::json_lines, out);
    database.execute("COMMIT");
}

} // namespace peerdesk::storage
