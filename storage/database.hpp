// SPDX-License-Identifier: MIT
// The open database file: modes, transactions, prepared statements. Not for queries: each table
// family has its own class.
#pragma once

#include "storage/statement.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace peerdesk::storage {

enum class OpenProblem {
    cannot_open, ///< missing folder, no permission, not a file
    read_only,   ///< the file or its folder cannot be written
    not_a_database,
    damaged, ///< integrity check failed
    newer,   ///< written by a newer Peerdesk
    older,   ///< opened read-only and its schema is older: start the program once
    disk_full,
};

struct OpenError {
    OpenProblem problem;
    std::string detail; ///< SQLite's words or the schema number; no user-visible prose
};

/// Thrown by statements when the disk is full or cannot be written. The transaction is gone, the
/// database as before it; the same work may be tried again later.
struct StorageUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
    bool is_full = false;
};

/// One connection, used by one thread. The writing one belongs to the desk thread.
class Database {
  public:
    /// Opens for writing, creates the file (readable by its owner alone) and migrates it.
    [[nodiscard]] static std::expected<Database, OpenError> open(const std::filesystem::path& file);
    /// Opens an existing file for reading beside a running writer.
    [[nodiscard]] static std::expected<Database, OpenError>
    open_read_only(const std::filesystem::path& file);
    /// A fresh database in memory, migrated; for tests and benchmarks.
    [[nodiscard]] static Database in_memory();

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
    void execute(const char* sql);
    [[nodiscard]] std::int64_t last_row_id() const;
    /// Copies the whole database into a new file of the owner's alone while others write.
    [[nodiscard]] std::expected<void, OpenError> backup_to(const std::filesystem::path& file);
    /// Moves the write-ahead log into the file and empties it.
    void checkpoint();

  private:
    struct Connection;
    explicit Database(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

} // namespace peerdesk::storage
