// SPDX-License-Identifier: MIT
// The smallest value of a type, for methods that exist and are not acted out.
#pragma once

#include "tests/fakes/telegram/api_tables.hpp"
#include "tests/fakes/telegram/json.hpp"

#include <vector>

namespace peerdesk::telegram_fake {

/// true where that is a possible result, else a value with what must be there and nothing more.
[[nodiscard]] Json plausible_result(const std::vector<Alternative>& types);

} // namespace peerdesk::telegram_fake
