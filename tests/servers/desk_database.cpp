// SPDX-License-Identifier: MIT
#include "tests/servers/desk_database.hpp"

#include <stdexcept>

namespace peerdesk::servers {
namespace {

constexpr int busy_wait_ms = 10'000;

} // namespace

DeskDatabase::DeskDatabase(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    database_.reset(opened);
    if (result != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
    sqlite3_busy_timeout(opened, busy_wait_ms);
}

std::vector<std::vector<std::string>> DeskDatabase::rows(std::string_view sql) const {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &prepared,
                           nullptr) != SQLITE_OK) {
        throw std::runtime_error(std::string{sqlite3_errmsg(database_.get())} + ": " +
                                 std::string{sql});
    }
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement{prepared,
                                                                               &sqlite3_finalize};
    std::vector<std::vector<std::string>> found;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        std::vector<std::string>& row = found.emplace_back();
        for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
            const unsigned char* const value = sqlite3_column_text(prepared, column);
            row.emplace_back(value == nullptr ? "" : reinterpret_cast<const char*>(value));
        }
    }
    return found;
}

std::int64_t DeskDatabase::number(std::string_view sql) const {
    const auto found = rows(sql);
    if (found.size() != 1 || found.front().size() != 1) {
        throw std::runtime_error("not one number: " + std::string{sql});
    }
    return std::stoll(found.front().front());
}

std::string DeskDatabase::table(std::string_view sql) const {
    std::string text;
    for (const auto& row : rows(sql)) {
        for (const std::string& value : row)
            text += value + " | ";
        text += "\n";
    }
    return text;
}

} // namespace peerdesk::servers
