// SPDX-License-Identifier: MIT
#include "storage/database.hpp"

#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include "storage/people.hpp"

namespace peerdesk::storage {

namespace {

/// "Peer" in ASCII: tells our files from other SQLite files (sqlite.org/pragma application_id).
constexpr int application_id = 0x50656572;
/// How long a statement waits for another process that holds a lock, such as a backup.
constexpr int busy_timeout_ms = 5000;
/// How long emptying the log waits for readers.
constexpr int checkpoint_timeout_ms = 200;
/// Pages copied at a time by a backup; 4 MiB.
constexpr int backup_pages_per_step = 1024;

/// For the writing connection. 4 MiB of cache hold the inner pages of everything and keep the
/// process small; the log may grow to
/// 16 MiB before it is moved into the file, and is cut back to that after a burst.
constexpr const char* writer_modes = "PRAGMA foreign_keys = ON;"
                                     "PRAGMA synchronous = FULL;"
                                     "PRAGMA secure_delete = ON;"
                                     "PRAGMA temp_store = MEMORY;"
                                     "PRAGMA mmap_size = 0;"
                                     "PRAGMA cache_size = -4096;"
                                     "PRAGMA cell_size_check = ON;"
                                     "PRAGMA wal_autocheckpoint = 4000;"
                                     "PRAGMA journal_size_limit = 16777216;";
constexpr const char* reader_modes = "PRAGMA foreign_keys = ON;"
                                     "PRAGMA temp_store = MEMORY;"
                                     "PRAGMA mmap_size = 0;"
                                     "PRAGMA cache_size = -2048;"
                                     "PRAGMA query_only = ON;";

std::unexpected<OpenError> failed(OpenProblem problem, std::string detail) {
    return std::unexpected(OpenError{problem, std::move(detail)});
}

std::unexpected<OpenError> failed(const SQLite::Exception& error,
                                  const std::filesystem::path& file) {
    switch (error.getErrorCode()) {
    case SQLITE_NOTADB:
        return failed(OpenProblem::not_a_database, error.what());
    case SQLITE_CORRUPT:
        return failed(OpenProblem::damaged, error.what());
    case SQLITE_FULL:
        return failed(OpenProblem::disk_full, error.what());
    case SQLITE_READONLY:
        return failed(OpenProblem::read_only, error.what());
    default:
        break;
    }
    // Where the log cannot be made beside the file SQLite only says that it cannot open.
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const bool is_there = ::faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) == 0;
    if (is_there && ::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) != 0)
        return failed(OpenProblem::read_only, error.what());
    return failed(OpenProblem::cannot_open, error.what());
}

std::unexpected<OpenError> failed(int error_number) {
    const std::string detail = std::system_category().message(error_number);
    if (error_number == ENOSPC || error_number == EDQUOT)
        return failed(OpenProblem::disk_full, detail);
    if (error_number == EACCES || error_number == EROFS || error_number == EPERM)
        return failed(OpenProblem::read_only, detail);
    return failed(OpenProblem::cannot_open, detail);
}

/// Makes sure the file exists, can be written and is its owner's alone. SQLite gives the log and
/// its index the mode of the file. An existing file is never opened here: closing it again would
/// drop the locks this process holds on it (POSIX, fcntl).
std::expected<void, OpenError> create_private(const std::filesystem::path& file) {
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) {
        ::close(made);
        return {};
    }
    if (errno != EEXIST) return failed(errno);
    struct stat found{};
    if (::stat(file.c_str(), &found) != 0) return failed(errno);
    if (!S_ISREG(found.st_mode)) return failed(OpenProblem::cannot_open, "not a regular file");
    if (::faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) != 0)
        return failed(OpenProblem::cannot_open, "EACCES");
    if (::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0) return failed(errno);
    if ((found.st_mode & 077) != 0 && ::chmod(file.c_str(), 0600) != 0) return failed(errno);
    return {};
}

int pragma_number(SQLite::Database& database, const char* pragma) {
    return database.execAndGet(pragma).getInt();
}

/// Reads the schema, and the first page of every table: cheap, and finds cut and overwritten files.
void touch_tables(SQLite::Database& database) {
    std::vector<std::string> tables;
    SQLite::Statement names(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (names.executeStep())
        tables.push_back(names.getColumn(0).getString());
    for (const std::string& table : tables) {
        SQLite::Statement first(database, "SELECT * FROM \"" + table + "\" LIMIT 1");
        first.executeStep();
    }
}

/// Ours, or empty and so about to be ours.
std::optional<OpenError> check_owner(SQLite::Database& database) {
    const int id = pragma_number(database, "PRAGMA application_id");
    if (id == application_id) return std::nullopt;
    if (id == 0 && pragma_number(database, "SELECT count(*) FROM sqlite_schema") == 0)
        return std::nullopt;
    return OpenError{OpenProblem::not_a_database, "application_id " + std::to_string(id)};
}

void forget_again(Database& database) {
    Database::Transaction transaction(database);
    const int erased = People(database).reapply_erasures();
    transaction.commit();
    if (erased > 0) database.scrub();
}

/// Before the first connection. Nobody reads SQLite's memory counters, and each allocation takes a
/// lock for them; its own locks are not needed where a connection stays with one thread.
void configure_sqlite() {
    static const bool once = [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }();
    static_cast<void>(once);
}

int newest_schema() {
    return schema_files().back().number;
}

} // namespace

struct Database::Connection {
    std::function<void()> before_commit;
    Connection(const std::filesystem::path& path, int flags)
        : file((configure_sqlite(), path)),
          sqlite(path.string(), flags | SQLite::OPEN_NOMUTEX, busy_timeout_ms), statements(sqlite) {
    }

    std::filesystem::path file;
    SQLite::Database sqlite;
    StatementCache statements; ///< goes before the database it belongs to
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

std::expected<Database, OpenError> Database::open(const std::filesystem::path& file) {
    if (auto created = create_private(file); !created) return std::unexpected(created.error());
    try {
        auto connection = std::make_unique<Connection>(file, SQLite::OPEN_READWRITE);
        SQLite::Database& sqlite = connection->sqlite;
        if (auto other = check_owner(sqlite)) return std::unexpected(std::move(*other));
        const int number = pragma_number(sqlite, "PRAGMA user_version");
        if (number > newest_schema()) return failed(OpenProblem::newer, std::to_string(number));
        sqlite.exec(writer_modes);
        sqlite.execAndGet("PRAGMA journal_mode = WAL");
        touch_tables(sqlite);
        if (pragma_number(sqlite, "PRAGMA application_id") == 0)
            sqlite.exec("PRAGMA application_id = " + std::to_string(application_id));
        Database database(std::move(connection));
        migrate(database, schema_files());
        forget_again(database);
        return database;
    } catch (const SQLite::Exception& error) {
        return failed(error, file);
    } catch (const StorageDamaged& error) {
        return failed(OpenProblem::damaged, error.what());
    } catch (const StorageUnavailable& error) {
        return failed(error.is_full ? OpenProblem::disk_full : OpenProblem::read_only,
                      error.what());
    }
}

std::expected<Database, OpenError> Database::open_read_only(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        return failed(OpenProblem::cannot_open, std::system_category().message(ENOENT));
    try {
        auto connection = std::make_unique<Connection>(file, SQLite::OPEN_READONLY);
        SQLite::Database& sqlite = connection->sqlite;
        if (pragma_number(sqlite, "PRAGMA application_id") != application_id)
            return failed(OpenProblem::not_a_database, "application_id");
        const int number = pragma_number(sqlite, "PRAGMA user_version");
        if (number > newest_schema()) return failed(OpenProblem::newer, std::to_string(number));
        if (number < newest_schema()) return failed(OpenProblem::older, std::to_string(number));
        sqlite.exec(reader_modes);
        touch_tables(sqlite);
        return Database(std::move(connection));
    } catch (const SQLite::Exception& error) {
        return failed(error, file);
    }
}

Database Database::in_memory(std::span<const SchemaFile> schema) {
    auto connection =
        std::make_unique<Connection>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    connection->sqlite.exec(writer_modes);
    connection->file.clear();
    Database database(std::move(connection));
    migrate(database, schema);
    return database;
}

Database::Transaction::Transaction(Database& database) : database_(database) {
    database_.prepare("BEGIN IMMEDIATE").run();
}

Database::Transaction::~Transaction() {
    // SQLite itself rolls back after some errors, such as a full disk.
    sqlite3* handle = database_.connection_->sqlite.getHandle();
    if (is_open_ && sqlite3_get_autocommit(handle) == 0)
        database_.connection_->sqlite.tryExec("ROLLBACK");
}

void Database::Transaction::commit() {
    if (database_.connection_->before_commit) database_.connection_->before_commit();
    database_.prepare("COMMIT").run();
    is_open_ = false;
}

void Database::before_commit(std::function<void()> observer) {
    connection_->before_commit = std::move(observer);
}

Statement Database::prepare(const char* sql) {
    return Statement(connection_->statements.get(sql));
}

void Database::execute(const char* sql) {
    try {
        connection_->sqlite.exec(sql);
    } catch (const SQLite::Exception& error) {
        throw_translated(error);
    }
}

std::int64_t Database::last_row_id() const {
    return connection_->sqlite.getLastInsertRowid();
}

const std::filesystem::path& Database::file() const {
    return connection_->file;
}

bool Database::checkpoint() {
    // The desk should not stand still for a tool that reads: soon is good enough.
    connection_->sqlite.setBusyTimeout(checkpoint_timeout_ms);
    bool is_done = false;
    try {
        auto done = prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        is_done = done.step() && done.integer("busy") == 0;
    } catch (const StorageUnavailable&) {
        is_done = false; // the log stays as it is and is read as before
    }
    connection_->sqlite.setBusyTimeout(busy_timeout_ms);
    return is_done;
}

bool Database::scrub() {
    try {
        execute("PRAGMA temp_store = FILE"); // the second copy would not fit a small memory
        execute("VACUUM");
        execute("PRAGMA temp_store = MEMORY");
    } catch (const StorageUnavailable&) {
        execute("PRAGMA temp_store = MEMORY");
        return false;
    }
    return checkpoint();
}

std::vector<std::string> Database::integrity_check() {
    std::vector<std::string> problems;
    try {
        auto check = prepare("PRAGMA integrity_check");
        while (check.step())
            problems.push_back(check.text("integrity_check"));
    } catch (const StorageDamaged& damage) {
        problems.emplace_back(damage.what());
    }
    if (problems == std::vector<std::string>{"ok"}) problems.clear();
    return problems;
}

namespace {

/// Gives the finished copy its name without ever replacing another file.
std::expected<void, OpenError> rename_new(const std::filesystem::path& from,
                                          const std::filesystem::path& to) {
    if (::link(from.c_str(), to.c_str()) == 0) {
        ::unlink(from.c_str());
        return {};
    }
    if (errno == EEXIST) return failed(OpenProblem::already_exists, to.string());
    // File systems without hard links: the earlier look at the target has to be enough.
    if (::rename(from.c_str(), to.c_str()) != 0) return failed(errno);
    return {};
}

void copy_pages(SQLite::Database& from, SQLite::Database& into) {
    // A read transaction keeps the copy to one moment: writers go on beside it (WAL).
    from.exec("BEGIN");
    from.execAndGet("SELECT count(*) FROM sqlite_schema");
    try {
        SQLite::Backup backup(into, from);
        while (backup.executeStep(backup_pages_per_step) != SQLITE_DONE) {
        }
    } catch (...) {
        from.tryExec("ROLLBACK");
        throw;
    }
    from.exec("COMMIT");
}

} // namespace

std::expected<void, OpenError> Database::backup_to(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
        return failed(OpenProblem::already_exists, file.string());
    std::filesystem::path partial = file;
    partial += ".partial"; // what an interrupted backup leaves is not mistaken for one
    ::unlink(partial.c_str());
    if (auto created = create_private(partial); !created) return created;
    const auto copied = [&]() -> std::expected<void, OpenError> {
        try {
            SQLite::Database copy(partial.string(), SQLite::OPEN_READWRITE);
            copy_pages(connection_->sqlite, copy);
            // One file without a log beside it; `open` switches the log on again.
            copy.execAndGet("PRAGMA journal_mode = DELETE");
            const std::string found = copy.execAndGet("PRAGMA integrity_check").getString();
            if (found != "ok") return failed(OpenProblem::damaged, found);
            return {};
        } catch (const SQLite::Exception& error) {
            return failed(error, partial);
        }
    }();
    const auto done = copied ? rename_new(partial, file) : copied;
    if (!done) ::unlink(partial.c_str());
    return done;
}

} // namespace peerdesk::storage
