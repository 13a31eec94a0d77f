// SPDX-License-Identifier: MIT
// Outbox rows as the table holds them; for outbox*.cpp alone.
#pragma once

#include "storage/outbox.hpp"

#include <string_view>
#include <vector>

namespace peerdesk::storage {

[[nodiscard]] std::string_view to_text(OutboxState state);
[[nodiscard]] std::string_view to_text(RepeatRule rule);
[[nodiscard]] std::string_view to_text(OutboxAct act);
[[nodiscard]] std::string_view to_text(OutboxVoice voice);
[[nodiscard]] std::string_view kind_of(const StoredPlace& place);
[[nodiscard]] OutboxRow row_from(const Statement& row);
[[nodiscard]] std::vector<OutboxRow> all_of(Statement& rows);

} // namespace peerdesk::storage
