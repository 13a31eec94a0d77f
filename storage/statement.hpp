// SPDX-License-Identifier: MIT
// One prepared statement of the open database: bind, step, read columns by name.
#pragma once

#include "storage/errors.hpp"
#include "storage/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace SQLite {
class Database;
class Exception;
} // namespace SQLite

namespace peerdesk::storage {

/// A cached statement with what is remembered of its columns.
struct Prepared;

/// Borrowed from the database's cache for the length of one use; reset when it goes away.
/// Positions of `bind` count from 1 and follow each other: bind(a).bind(b) fills ?1 and ?2.
/// Column names must be literals: their place in the row is remembered by address.
class Statement {
  public:
    /// Throws std::logic_error while another use of the same statement is not over.
    explicit Statement(Prepared& prepared);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& bind(std::int64_t value);
    Statement& bind(int value) { return bind(std::int64_t{value}); }
    Statement& bind(bool value) { return bind(std::int64_t{value ? 1 : 0}); }
    Statement& bind(std::string_view value);
    Statement& bind(const char* value) { return bind(std::string_view{value}); }
    Statement& bind(const std::string& value) { return bind(std::string_view{value}); }
    Statement& bind(Time value) { return bind(std::int64_t{value.time_since_epoch().count()}); }
    Statement& bind(std::nullptr_t);
    template <class Tag>
    Statement& bind(Id<Tag> value) {
        return value ? bind(value.value) : bind(nullptr);
    }
    template <class T>
    Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bind(nullptr);
    }
    Statement& bind_bytes(std::string_view value);

    /// The next row; false after the last.
    bool step();
    /// Runs a statement that returns no row; the number of rows it changed.
    int run();

    [[nodiscard]] bool is_null(const char* column) const;
    [[nodiscard]] std::int64_t integer(const char* column) const;
    [[nodiscard]] std::string text(const char* column) const;
    [[nodiscard]] Time time(const char* column) const;
    [[nodiscard]] std::optional<Time> time_if(const char* column) const;
    [[nodiscard]] std::optional<std::int64_t> integer_if(const char* column) const;
    /// A null column gives the empty id.
    template <class I>
    [[nodiscard]] I id(const char* column) const {
        return is_null(column) ? I{} : I{integer(column)};
    }

    /// For readers that take any table, such as the export.
    using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;
    [[nodiscard]] int column_count() const;
    [[nodiscard]] std::string column_name(int index) const; ///< from 0
    [[nodiscard]] Value value(int index) const;             ///< from 0

  private:
    Prepared& prepared_;
    int next_ = 1;
};

/// The statements of one connection, prepared once each, found by the address of their literal.
class StatementCache {
  public:
    explicit StatementCache(SQLite::Database& database);
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;
    ~StatementCache();
    [[nodiscard]] Prepared& get(const char* sql);

  private:
    SQLite::Database& database_;
    std::unordered_map<const char*, std::unique_ptr<Prepared>> prepared_;
};

/// Throws what this library's users catch in place of SQLite's own exception.
[[noreturn]] void throw_translated(const SQLite::Exception& error);

} // namespace peerdesk::storage
