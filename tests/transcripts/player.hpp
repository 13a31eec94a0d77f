// SPDX-License-Identifier: MIT
// Plays a transcript against the real core over a database in memory.
#pragma once

#include "bot/text/snapshot.hpp"
#include "tests/transcripts/script.hpp"

#include <memory>
#include <string>
#include <vector>

namespace peerdesk::transcripts {

/// How the same conversation is disturbed; nothing that is said may change by it.
enum class Way {
    plain,
    twice,     ///< every message is delivered twice with the same event key
    restarted, ///< a clean restart after each line
    crashed,   ///< an unclean one
};

struct Played {
    /// For each step of the script, what was said: "place: text".
    std::vector<std::vector<std::string>> said;
    std::vector<std::string> problems; ///< counts that differ and what must never happen
};

[[nodiscard]] Played play(const Script& script, Way way,
                          std::shared_ptr<const text::Snapshot> texts);

} // namespace peerdesk::transcripts
