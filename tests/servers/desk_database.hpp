// SPDX-License-Identifier: MIT
// Reads the desk's file as another program would: with SQL, and without the desk's own code.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

class DeskDatabase {
  public:
    /// Opens the file for reading only. Throws std::runtime_error when it cannot.
    explicit DeskDatabase(const std::filesystem::path& file);

    /// The rows of a query; every value as text, NULL as an empty one.
    [[nodiscard]] std::vector<std::vector<std::string>> rows(std::string_view sql) const;

    /// The single number that a query gives.
    [[nodiscard]] std::int64_t number(std::string_view sql) const;

    /// The rows as lines, for a failure's message.
    [[nodiscard]] std::string table(std::string_view sql) const;

  private:
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, &sqlite3_close};
};

} // namespace peerdesk::servers
