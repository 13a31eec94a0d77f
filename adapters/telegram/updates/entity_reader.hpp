// SPDX-License-Identifier: MIT
// The entities of a text from JSON.
#pragma once

#include "adapters/telegram/text/entity.hpp"
#include "adapters/telegram/updates/json_view.hpp"

#include <cstddef>
#include <vector>

namespace peerdesk::telegram {

/// Entities that are looked at: a hundred formatting ones, and what the server finds by itself.
inline constexpr std::size_t entities_read_max = 1'000;

/// Those that mark something; whether it lies within the text is not asked here.
[[nodiscard]] std::vector<Entity> read_entities(JsonView list);

} // namespace peerdesk::telegram
