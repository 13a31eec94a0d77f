// SPDX-License-Identifier: MIT
// `peerdesk export`: the documented tables and views, for people with other tools.
#include "bot/runtime/cli/target.hpp"
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/store.hpp"
#include "storage/export.hpp"

#include <fmt/format.h>

#include <iostream>

namespace peerdesk::runtime {

ExitCode export_tool(const CommandLine& line, const Speaker& speaker) {
    const std::string names = fmt::format("{}", fmt::join(storage::export_names(), ", "));
    const bool is_csv = line.format == "csv";
    if (is_csv && line.table.empty()) {
        return speaker.fail({ExitCode::usage, "peerdesk-cli-export-needs-table", {names}});
    }
    const auto config = choose_target(line, speaker);
    if (!config) return config.error().code;
    auto database = open_for_reading(config->database_file);
    if (!database) return speaker.fail(database.error());
    if (line.table.empty()) {
        storage::export_all(*database, std::cout);
    } else if (!storage::export_table(*database, line.table,
                                      is_csv ? storage::ExportFormat::csv
                                             : storage::ExportFormat::json_lines,
                                      std::cout)) {
        return speaker.fail(
            {ExitCode::usage, "peerdesk-cli-export-unknown-table", {line.table, names}});
    }
    if (!std::cout.flush())
        return speaker.fail({ExitCode::failed, "peerdesk-cli-write-failed", {}});
    return ExitCode::done;
}

} // namespace peerdesk::runtime
