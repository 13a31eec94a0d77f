// SPDX-License-Identifier: MIT
#include "tests/simulation/community/report.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

namespace peerdesk::community {

namespace {

constexpr double day_ms = 24.0 * 60 * 60 * 1000;

std::int64_t count(Town& town, const char* sql) {
    auto row = town.database().prepare(sql);
    row.step();
    return row.integer("n");
}

/// Rounded to a tenth.
double tenth(double value) {
    return std::round(value * 10) / 10;
}

std::string percent_of(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "none";
    const auto percent = tenth(100.0 * static_cast<double>(part) / static_cast<double>(whole));
    std::string text = std::to_string(percent);
    text.resize(text.find('.') + 2);
    return text + " percent";
}

/// The middle one of the values in column `n`; -1 when there are none.
std::int64_t median(Town& town, const char* sql) {
    std::vector<std::int64_t> values;
    auto row = town.database().prepare(sql);
    while (row.step())
        values.push_back(row.integer("n"));
    if (values.empty()) return -1;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

std::int64_t peak_memory_kib() {
    std::ifstream file("/proc/self/status");
    for (std::string word; file >> word;) {
        if (word != "VmHWM:") continue;
        std::int64_t value = 0;
        file >> value;
        return value;
    }
    return -1;
}

void print_questions(std::ostream& out, Town& town) {
    const auto asked = count(town, "SELECT count(*) AS n FROM tickets");
    out << "Questions: " << asked << ".\n";
    out << "Answered within 24 hours: "
        << percent_of(count(town, "SELECT count(*) AS n FROM tickets"
                                  " WHERE first_answer_ms - opened_ms <= 86400000"),
                      asked)
        << ".\n";
    out << "Median time to the first answer: "
        << median(town, "SELECT (first_answer_ms - opened_ms) / 60000 AS n FROM tickets"
                        " WHERE first_answer_ms IS NOT NULL")
        << " minutes.\n";
    out << "People who learned at least one skill: "
        << count(town, "SELECT count(DISTINCT actor_id) AS n FROM interactions"
                       " WHERE kind = 'learned'")
        << ".\n";
}

void print_introductions(std::ostream& out, Town& town) {
    const auto kind = [&](const char* label, const char* sql) {
        out << label << ": " << count(town, sql) << ".\n";
    };
    kind("Wishes for a mentor", "SELECT count(*) AS n FROM mentor_requests");
    kind("Introductions proposed", "SELECT count(*) AS n FROM introductions");
    kind("Introductions agreed",
         "SELECT count(*) AS n FROM introductions WHERE agreed_ms IS NOT NULL");
    kind("Introductions met", "SELECT count(*) AS n FROM introductions WHERE met_ms IS NOT NULL");
    kind("Introductions declined",
         "SELECT count(*) AS n FROM introductions WHERE state = 'declined'");
    kind("Introductions lapsed", "SELECT count(*) AS n FROM introductions WHERE state = 'lapsed'");
    const auto days = median(town, "SELECT n.met_ms - r.asked_ms AS n FROM introductions AS n"
                                   " JOIN mentor_requests AS r ON r.id = n.request_id"
                                   " WHERE n.met_ms IS NOT NULL");
    out << "Median days from the wish to the meeting: " << tenth(static_cast<double>(days) / day_ms)
        << ".\n";
    kind("Wishes waiting at the end",
         "SELECT count(*) AS n FROM mentor_requests WHERE state = 'waiting'");
    kind("Of them for what nobody offers",
         "SELECT count(*) AS n FROM mentor_requests AS r WHERE state = 'waiting' AND NOT EXISTS"
         " (SELECT 1 FROM exchange_lines AS l WHERE l.side = 'offer' AND l.ended_ms IS NULL"
         "  AND l.skill_id = r.skill_id AND l.person_id <> r.person_id)");
    kind("Newcomers introduced to a mentor",
         "SELECT count(DISTINCT n.mentee_id) AS n FROM introductions AS n JOIN persons AS p"
         " ON p.id = n.mentee_id WHERE n.agreed_ms - p.first_seen_ms < 7776000000");
}

void print_shares(std::ostream& out, Town& town) {
    const auto places = count(town, "SELECT count(*) AS n FROM suggestions");
    const auto firsts = count(town, "SELECT count(*) AS n FROM introductions");
    out << "People who offer: "
        << count(town, "SELECT count(DISTINCT person_id) AS n FROM exchange_lines"
                       " WHERE side = 'offer'")
        << ".\n";
    out << "Mentors ever suggested: "
        << count(town, "SELECT count(DISTINCT mentor_id) AS n FROM suggestions") << ".\n";
    out << "Share of the busiest mentor in suggestions: "
        << percent_of(count(town, "SELECT coalesce(max(n), 0) AS n FROM (SELECT count(*) AS n"
                                  " FROM suggestions GROUP BY mentor_id)"),
                      places)
        << ".\n";
    out << "Share of the busiest mentor in introductions: "
        << percent_of(count(town, "SELECT coalesce(max(n), 0) AS n FROM (SELECT count(*) AS n"
                                  " FROM introductions GROUP BY mentor_id)"),
                      firsts)
        << ".\n";
    out << "Introductions to mentors never asked before: "
        << percent_of(count(town, "SELECT count(DISTINCT mentor_id) AS n FROM introductions"),
                      firsts)
        << ".\n";
}

} // namespace

void print_report(std::ostream& out, Town& town, std::chrono::duration<double> took) {
    out << "Seed: " << town.size().seed << ".\n";
    out << "People: " << town.size().people << ".\n";
    out << "Days: " << town.size().days << ".\n";
    print_questions(out, town);
    print_introductions(out, town);
    print_shares(out, town);
    out << "Messages from people: " << town.messages() << ".\n";
    out << "Messages to people: " << count(town, "SELECT count(*) AS n FROM outbox") << ".\n";
    out << "Time of the run: " << tenth(took.count()) << " seconds.\n";
    out << "Messages a second: "
        << std::llround(static_cast<double>(town.messages()) / took.count()) << ".\n";
    out << "Size of the database: "
        << count(town, "SELECT page_count * page_size / 1024 AS n FROM pragma_page_count,"
                       " pragma_page_size")
        << " KiB.\n";
    out << "Peak memory: " << peak_memory_kib() << " KiB.\n";
}

} // namespace peerdesk::community
