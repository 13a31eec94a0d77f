// SPDX-License-Identifier: MIT
// The database as text for other tools: whole tables as JSON lines or CSV.
// Left out: adapter_state (credentials networks rotate), pass_phrases, phrase_failures, codes (they
// open doors), inbox and outbox (copies of what ticket_messages has), rooms, timers, prompts, facts
// and migrations (the program's own bookkeeping), and people who were forgotten.
#pragma once

#include "storage/database.hpp"

#include <iosfwd>
#include <span>
#include <string_view>

namespace peerdesk::storage {

enum class ExportFormat {
    json_lines, ///< one object a line, with the table's name under "table"
    csv,        ///< RFC 4180 with a header line
};

/// Names of what can be exported: tables first, then the report_ views.
[[nodiscard]] std::span<const std::string_view> export_names();

/// Writes one table or view by its name; false for a name that cannot be exported. In CSV a text
/// that a spreadsheet would take for a formula gets a leading apostrophe.
bool export_table(Database& database, std::string_view name, ExportFormat format,
                  std::ostream& out);

/// Writes all tables, without the views, as JSON lines, as of one moment.
void export_all(Database& database, std::ostream& out);

} // namespace peerdesk::storage
