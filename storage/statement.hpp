// SPDX-License-Identifier: MIT
// One prepared statement of the open database: bind, step, read columns by name.
#pragma once

#include "storage/ids.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

namespace peerdesk::storage {

/// Borrowed from the database's cache for the length of one use; reset when it goes away.
/// Positions of `bind` count from 1 and follow each other: bind(a).bind(b) fills ?1 and ?2.
class Statement {
  public:
    explicit Statement(SQLite::Statement& prepared);
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

  private:
    SQLite::Statement& prepared_;
    int next_ = 1;
};

} // namespace peerdesk::storage
