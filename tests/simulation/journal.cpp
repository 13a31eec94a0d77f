// SPDX-License-Identifier: MIT
#include "tests/simulation/journal.hpp"

#include "bot/runtime/core.hpp"
#include "tests/simulation/silent_log.hpp"

#include <algorithm>
#include <map>

namespace peerdesk::simulation {

namespace {

/// A query for each table. Made once: the database knows a statement by its text's address.
const std::map<std::string, std::string>& table_queries(storage::Database& database) {
    static const std::map<std::string, std::string> queries = [&] {
        std::map<std::string, std::string> made;
        auto columns = database.prepare(
            "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_schema m, "
            "pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid");
        while (columns.step()) {
            auto& query = made[columns.text("table_name")];
            query += (query.empty() ? "SELECT " : " || ' | ' || ") + std::string("quote(\"") +
                     columns.text("column_name") + "\")";
        }
        for (auto& [table, query] : made)
            query += " AS line FROM \"" + table + "\" ORDER BY 1";
        return made;
    }();
    return queries;
}

} // namespace

std::vector<std::string> dump(storage::Database& database) {
    std::vector<std::string> lines;
    for (const auto& [table, query] : table_queries(database)) {
        auto rows = database.prepare(query.c_str());
        while (rows.step())
            lines.push_back(table + ": " + rows.text("line"));
    }
    return lines;
}

std::string replay_difference(const Journal& journal, const World& world,
                              const std::shared_ptr<const text::Snapshot>& texts,
                              storage::Database& original) {
    auto database = storage::Database::in_memory();
    SilentLog log;
    std::unique_ptr<runtime::Core> core;
    for (const Entry& entry : journal) {
        switch (entry.kind) {
        case Entry::Kind::start:
            core.reset();
            core = std::make_unique<runtime::Core>(database, world.settings, texts, log);
            for (const NetPlan& net : world.nets)
                core->expect(net.name, net.capabilities());
            static_cast<void>(core->start(entry.now));
            break;
        case Entry::Kind::apply:
            if (!core->apply(entry.batches, entry.now)) return "the replay was refused";
            break;
        case Entry::Kind::stop:
            core->stop(entry.now);
            break;
        }
    }
    const auto first = dump(original);
    const auto second = dump(database);
    const auto [left, right] = std::ranges::mismatch(first, second);
    if (left == first.end() && right == second.end()) return {};
    return "replay differs:\n  first:  " + (left == first.end() ? "(nothing)" : *left) +
           "\n  replay: " + (right == second.end() ? "(nothing)" : *right);
}

} // namespace peerdesk::simulation
