// SPDX-License-Identifier: MIT
// The desk's lines that say a message has come. Rows that wait together go out as one event, which
// says what they share once; each of them must find its line there.
#pragma once

#include "tests/servers/desk_database.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace peerdesk::servers {

struct Acknowledgements {
    std::size_t told = 0;       ///< rows whose line stands in the event they went out as
    std::size_t lines = 0;      ///< in all the events
    std::size_t lines_owed = 0; ///< different ones in each event
    std::vector<std::string> untold;
};

/// @param events bodies of the desk's events in the askers' rooms, by the ids it gives them
[[nodiscard]] Acknowledgements acknowledgements(const DeskDatabase& database,
                                                const std::map<std::string, std::string>& events);

} // namespace peerdesk::servers
