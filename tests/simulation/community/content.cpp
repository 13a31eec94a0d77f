// SPDX-License-Identifier: MIT
#include "tests/simulation/community/content.hpp"

#include <map>
#include <string_view>

namespace peerdesk::community {

namespace {

struct Column {
    std::string table;
    std::string name;
};

std::vector<Column> all_columns(storage::Database& database) {
    auto row = database.prepare(
        "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_schema AS m,"
        " pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY m.name, c.cid");
    std::vector<Column> found;
    while (row.step())
        found.push_back({row.text("table_name"), row.text("column_name")});
    return found;
}

/// The database knows a statement by the address of its text, so each text stays where it is.
const char* kept(const std::string& sql) {
    static std::map<std::string, std::string> texts;
    return texts.try_emplace(sql, sql).first->second.c_str();
}

/// FNV-1a, 64 bits.
class Sum {
  public:
    void add(std::string_view text) {
        for (const char each : text)
            sum_ = (sum_ ^ static_cast<unsigned char>(each)) * 1'099'511'628'211ULL;
    }
    [[nodiscard]] std::uint64_t value() const { return sum_; }

  private:
    std::uint64_t sum_ = 14'695'981'039'346'656'037ULL;
};

} // namespace

std::uint64_t digest(storage::Database& database) {
    std::map<std::string, std::string> queries;
    for (const Column& column : all_columns(database)) {
        auto& query = queries[column.table];
        query += (query.empty() ? "SELECT " : " || '|' || ") + ("quote(\"" + column.name + "\")");
    }
    Sum sum;
    for (const auto& [table, query] : queries) {
        sum.add(table);
        auto row = database.prepare(kept(query + " AS line FROM \"" + table + "\" ORDER BY 1"));
        while (row.step())
            sum.add(row.text("line"));
    }
    return sum.value();
}

void for_each_text(storage::Database& database, const std::string& part,
                   const std::function<void(const std::string&, const std::string&)>& visit) {
    for (const Column& column : all_columns(database)) {
        const std::string quoted = "\"" + column.name + "\"";
        auto row = database.prepare(kept("SELECT CAST(" + quoted + " AS TEXT) AS found FROM \"" +
                                         column.table + "\" WHERE typeof(" + quoted +
                                         ") IN ('text', 'blob') AND instr(" + quoted +
                                         ", ?) > 0 ORDER BY 1"));
        row.bind(part);
        while (row.step())
            visit(column.table + "." + column.name, row.text("found"));
    }
}

} // namespace peerdesk::community
