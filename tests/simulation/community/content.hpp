// SPDX-License-Identifier: MIT
// The database as a whole: one number for all it holds, and a search through every text in it.
#pragma once

#include "storage/database.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace peerdesk::community {

/// Equal content gives an equal number: every value of every row of every table.
[[nodiscard]] std::uint64_t digest(storage::Database& database);

/// Calls `visit` with "table.column" and the text, for each text or bytes that holds `part`.
void for_each_text(storage::Database& database, const std::string& part,
                   const std::function<void(const std::string&, const std::string&)>& visit);

} // namespace peerdesk::community
