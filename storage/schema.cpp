// SPDX-License-Identifier: MIT
#include "storage/schema.hpp"

#include <stdexcept>
#include <string>

#include "storage/database.hpp"

namespace peerdesk::storage {

namespace {

void apply(Database& database, const SchemaFile& file) {
    Database::Transaction transaction(database);
    database.execute(file.sql);
    if (database.prepare("PRAGMA foreign_key_check").step())
        throw std::runtime_error("broken references after " + std::string(file.name));
    database.prepare("INSERT INTO migrations (number, name) VALUES (?, ?)")
        .bind(file.number)
        .bind(file.name)
        .run();
    database.execute(("PRAGMA user_version = " + std::to_string(file.number)).c_str());
    transaction.commit();
}

} // namespace

int schema_number(Database& database) {
    auto version = database.prepare("PRAGMA user_version");
    version.step();
    return static_cast<int>(version.integer("user_version"));
}

void migrate(Database& database, std::span<const SchemaFile> files) {
    const int applied = schema_number(database);
    if (files.empty() || files.back().number <= applied) return;
    // SQLite's way to change a table is to make a new one and rename it, which only works with
    // the checks off; they cannot be switched within a transaction (sqlite.org/lang_altertable).
    database.execute("PRAGMA foreign_keys = OFF");
    for (const SchemaFile& file : files)
        if (file.number > applied) apply(database, file);
    database.execute("PRAGMA foreign_keys = ON");
}

} // namespace peerdesk::storage
