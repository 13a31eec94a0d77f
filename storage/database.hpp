// SPDX-License-Identifier: MIT
// The open database file: modes, transactions, prepared statements. Not for queries: each table
// family has its own class.
#pragma once

#include "storage/schema.hpp"
#include "storage/statement.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class OpenProblem {
    cannot_open, ///< missing folder, no permission, not a file
    read_only,   ///< the file or its folder cannot be written
    not_a_database,
    damaged, ///< integrity check failed
    newer,   ///< written by a newer Peerdesk
    older,   ///< opened read-only and its schema is older: start the program once
    disk_full,
    already_exists, ///< the target of a backup is there: nothing is overwritten
};

struct OpenError {
    OpenProblem problem;
    std::string detail; ///< SQLite's words or the schema number; no user-visible prose
};

/// One connection, used by one thread. The writing one belongs to the desk thread.
class Database {
  public:
    /// Opens for writing, creates the file (readable by its owner alone) and migrates it. Whoever
    /// was forgotten since the file was backed up is forgotten again.
    [[nodiscard]] static std::expected<Database, OpenError> open(const std::filesystem::path& file);
    /// Opens an existing file for reading beside a running writer.
    [[nodiscard]] static std::expected<Database, OpenError>
    open_read_only(const std::filesystem::path& file);
    /// A fresh database in memory, migrated; for tests and benchmarks.
    [[nodiscard]] static Database in_memory(std::span<const SchemaFile> schema = schema_files());

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Begins BEGIN IMMEDIATE; commits only by `commit()`, rolls back when destroyed without it.
    class Transaction {
      public:
        explicit Transaction(Database& database);
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        ~Transaction();
        void commit();

      private:
        Database& database_;
        bool is_open_ = true;
    };

    /// The statement for this text, prepared once. `sql` must be a literal: its address is the key.
    [[nodiscard]] Statement prepare(const char* sql);
    /// One or more statements without parameters and results.
    void execute(const char* sql);
    /// Called right before each COMMIT; what it throws ends the transaction as a failed commit
    /// would. For simulating crashes and full disks.
    void before_commit(std::function<void()> observer);
    [[nodiscard]] std::int64_t last_row_id() const;
    /// Copies the whole database into a new file of the owner's alone while others write.
    [[nodiscard]] std::expected<void, OpenError> backup_to(const std::filesystem::path& file);
    /// Moves the write-ahead log into the file and empties it. False when a reader or the disk is
    /// in the way: nothing is lost, call again later. Outside a transaction.
    bool checkpoint();
    /// Writes the whole file anew and empties the log. `secure_delete` alone leaves bytes that
    /// SQLite moved to another page and did not clear behind it; only this is sure to remove what
    /// was erased. Outside a transaction; about 1 s for 100,000 tickets, and room for a second file
    /// for its length. False as above.
    bool scrub();
    /// Reads every page and index; what SQLite finds wrong, empty when nothing. Takes its time.
    [[nodiscard]] std::vector<std::string> integrity_check();
    /// Empty for a database in memory.
    [[nodiscard]] const std::filesystem::path& file() const;

  private:
    struct Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

} // namespace peerdesk::storage
