// SPDX-License-Identifier: MIT
#include "tests/servers/matrix_acknowledgements.hpp"

#include "tests/servers/phrases.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

namespace peerdesk::servers {
namespace {

constexpr std::string_view merged = "merged into ";

/// In a room it stands behind the asker's name.
std::vector<std::string> acknowledging_lines(const std::string& body) {
    static const std::regex pattern{"^(?:[^ \n]+: )?(?:" + phrases::opened + "|" + phrases::added +
                                        ").*",
                                    std::regex::icase | std::regex::multiline};
    std::vector<std::string> lines;
    for (auto at = std::sregex_iterator{body.begin(), body.end(), pattern};
         at != std::sregex_iterator{}; ++at)
        lines.push_back(at->str());
    return lines;
}

struct Row {
    std::string txn;
    std::string line;        ///< its own
    std::string merged_into; ///< a row's id, or empty
};

/// By id. A row that others were merged into begins with its own line.
std::map<std::string, Row> acknowledging_rows(const DeskDatabase& database) {
    std::map<std::string, Row> rows;
    for (auto& row : database.rows("SELECT id, 'pd' || id || '.' || created_ms, body, reason "
                                   "FROM outbox WHERE act = 'say' ORDER BY id")) {
        auto lines = acknowledging_lines(row[2]);
        if (lines.empty()) continue;
        const bool is_merged = row[3].starts_with(merged);
        rows.emplace(row[0], Row{row[1], std::move(lines.front()),
                                 is_merged ? row[3].substr(merged.size()) : std::string{}});
    }
    return rows;
}

} // namespace

Acknowledgements acknowledgements(const DeskDatabase& database,
                                  const std::map<std::string, std::string>& events) {
    Acknowledgements result;
    std::map<std::string, std::vector<std::string>> lines;
    for (const auto& [txn, body] : events) {
        lines[txn] = acknowledging_lines(body);
        result.lines += lines[txn].size();
    }
    std::set<std::pair<std::string, std::string>> owed;
    const auto rows = acknowledging_rows(database);
    for (const auto& [id, row] : rows) {
        const Row* last = &row;
        while (!last->merged_into.empty())
            last = &rows.at(last->merged_into);
        owed.emplace(last->txn, row.line);
        if (std::ranges::count(lines[last->txn], row.line) > 0)
            ++result.told;
        else
            result.untold.push_back(row.txn + ": " + row.line);
    }
    result.lines_owed = owed.size();
    return result;
}

} // namespace peerdesk::servers
