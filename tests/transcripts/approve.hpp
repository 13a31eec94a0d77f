// SPDX-License-Identifier: MIT
// Writes what the bot said into the transcript in place of what was expected.
#pragma once

#include "tests/transcripts/player.hpp"

#include <string>
#include <string_view>

namespace peerdesk::transcripts {

[[nodiscard]] std::string approved(std::string_view text, const Script& script,
                                   const Played& played);
/// "place: text" as the lines of a transcript, each with its end.
[[nodiscard]] std::string as_lines(const std::string& said);

} // namespace peerdesk::transcripts
