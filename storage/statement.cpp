// SPDX-License-Identifier: MIT
#include "storage/statement.hpp"

#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

namespace peerdesk::storage {

struct Prepared {
    Prepared(SQLite::Database& database, const char* sql)
        : statement(database, sql),
          texts(static_cast<std::size_t>(statement.getBindParameterCount())) {}

    SQLite::Statement statement;
    std::vector<std::string> texts; ///< bound without a copy by SQLite: one slot a parameter
    std::vector<std::pair<const char*, int>> columns; ///< literal's address -> index
    std::size_t next_column = 0; ///< reading usually follows the order of the time before
    bool is_in_use = false;

    int index_of(const char* name);
    /// A parameter left out would silently keep the value of the use before.
    void check_all_bound(int next) const {
        if (static_cast<std::size_t>(next) != texts.size() + 1)
            throw std::logic_error("unbound parameters in " + statement.getQuery());
    }
};

int Prepared::index_of(const char* name) {
    if (next_column < columns.size() && columns[next_column].first == name)
        return columns[next_column++].second;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].first != name) continue;
        next_column = i + 1;
        return columns[i].second;
    }
    for (int index = 0; index < statement.getColumnCount(); ++index) {
        if (std::strcmp(statement.getColumnName(index), name) != 0) continue;
        columns.emplace_back(name, index);
        next_column = columns.size();
        return index;
    }
    throw std::logic_error(std::string("no column ") + name + " in " + statement.getQuery());
}

void throw_translated(const SQLite::Exception& error) {
    switch (error.getErrorCode()) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_BUSY:
    case SQLITE_LOCKED: {
        StorageUnavailable unavailable(error.what());
        unavailable.is_full = error.getErrorCode() == SQLITE_FULL;
        throw unavailable;
    }
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw StorageDamaged(error.what());
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    default:
        throw std::runtime_error(error.what());
    }
}

namespace {

/// Runs `work`; SQLite's exceptions leave as ours.
template <class Work>
decltype(auto) translated(Work work) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        throw_translated(error);
    }
}

} // namespace

Statement::Statement(Prepared& prepared) : prepared_(prepared) {
    if (prepared.is_in_use)
        throw std::logic_error("statement used within itself: " + prepared.statement.getQuery());
    prepared.is_in_use = true;
    prepared.next_column = 0;
}

Statement::~Statement() {
    // Bindings need no clearing: each use binds all of its parameters anew.
    prepared_.statement.tryReset();
    prepared_.is_in_use = false;
}

Statement& Statement::bind(std::int64_t value) {
    translated([&] { prepared_.statement.bind(next_, value); });
    ++next_;
    return *this;
}

Statement& Statement::bind(std::string_view value) {
    // The slot lives as long as the statement, so that SQLite may read it in place.
    std::string& slot = prepared_.texts.at(static_cast<std::size_t>(next_) - 1);
    slot.assign(value);
    translated([&] { prepared_.statement.bindNoCopy(next_, slot); });
    ++next_;
    return *this;
}

Statement& Statement::bind(std::nullptr_t) {
    translated([&] { prepared_.statement.bind(next_); });
    ++next_;
    return *this;
}

Statement& Statement::bind_bytes(std::string_view value) {
    std::string& slot = prepared_.texts.at(static_cast<std::size_t>(next_) - 1);
    slot.assign(value);
    translated(
        [&] { prepared_.statement.bindNoCopy(next_, slot.data(), static_cast<int>(slot.size())); });
    ++next_;
    return *this;
}

bool Statement::step() {
    prepared_.check_all_bound(next_);
    return translated([&] { return prepared_.statement.executeStep(); });
}

int Statement::run() {
    prepared_.check_all_bound(next_);
    return translated([&] { return prepared_.statement.exec(); });
}

bool Statement::is_null(const char* column) const {
    return prepared_.statement.isColumnNull(prepared_.index_of(column));
}

std::int64_t Statement::integer(const char* column) const {
    return prepared_.statement.getColumn(prepared_.index_of(column)).getInt64();
}

std::string Statement::text(const char* column) const {
    const SQLite::Column found = prepared_.statement.getColumn(prepared_.index_of(column));
    const char* letters = found.getText("");
    return {letters, static_cast<std::size_t>(found.getBytes())};
}

Time Statement::time(const char* column) const {
    return Time{std::chrono::milliseconds{integer(column)}};
}

std::optional<Time> Statement::time_if(const char* column) const {
    if (is_null(column)) return std::nullopt;
    return time(column);
}

std::optional<std::int64_t> Statement::integer_if(const char* column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

int Statement::column_count() const {
    return prepared_.statement.getColumnCount();
}

std::string Statement::column_name(int index) const {
    return prepared_.statement.getColumnName(index);
}

Statement::Value Statement::value(int index) const {
    const SQLite::Column found = prepared_.statement.getColumn(index);
    if (found.isNull()) return nullptr;
    if (found.isInteger()) return static_cast<std::int64_t>(found.getInt64());
    const char* letters = found.getText("");
    return std::string(letters, static_cast<std::size_t>(found.getBytes()));
}

StatementCache::StatementCache(SQLite::Database& database) : database_(database) {}

StatementCache::~StatementCache() = default;

Prepared& StatementCache::get(const char* sql) {
    const auto found = prepared_.find(sql);
    if (found != prepared_.end()) return *found->second;
    return translated([&]() -> Prepared& {
        return *prepared_.emplace(sql, std::make_unique<Prepared>(database_, sql)).first->second;
    });
}

} // namespace peerdesk::storage
