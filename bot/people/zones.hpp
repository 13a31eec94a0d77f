// SPDX-License-Identifier: MIT
// Time zone names as people type them, resolved against the system's tz database.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone; // of the date library, whose header takes seconds to compile
}

namespace peerdesk::people {

/// The tz database's own spelling of a zone typed in any case, with spaces for underscores, as
/// city alone ("lagos", "new york"), or as whole hours from UTC ("UTC+3", which the database calls
/// Etc/GMT-3). Empty when there is none. The first call reads the list of names, later ones do not.
std::optional<std::string> find_zone(std::string_view typed);

/// The zone of exactly this name, or null. The database owns it; it lives as long as the program.
const date::time_zone* zone_named(std::string_view name);

} // namespace peerdesk::people
