// SPDX-License-Identifier: MIT
// The numbered schema files, embedded in the program, and bringing a database up to them.
#pragma once

#include <span>
#include <string_view>

namespace peerdesk::storage {

class Database;

/// One file of storage/schema/, never edited after a release.
struct SchemaFile {
    int number = 0; ///< from its name: 0001_start.sql is 1
    std::string_view name;
    const char* sql = nullptr;
};

/// By number, 1, 2, 3 …
[[nodiscard]] std::span<const SchemaFile> schema_files();

/// The number of the last file applied to this database; 0 for an empty one.
[[nodiscard]] int schema_number(Database& database);

/// Applies what is missing, each file in a transaction of its own. Rows stay; references between
/// tables are checked before each commit and a broken one throws std::runtime_error.
void migrate(Database& database, std::span<const SchemaFile> files);

} // namespace peerdesk::storage
