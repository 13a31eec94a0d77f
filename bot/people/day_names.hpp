// SPDX-License-Identifier: MIT
// Names of days as people type them, in the languages of the catalogue.
#pragma once

#include "bot/conversation/services.hpp"
#include "bot/people/hours.hpp"

namespace peerdesk::people {

/// For `parse_hours`; made once, since the catalogue's languages are those of the program.
[[nodiscard]] const DayNames& day_names(const conversation::Services& services);

} // namespace peerdesk::people
