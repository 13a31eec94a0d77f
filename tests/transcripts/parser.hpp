// SPDX-License-Identifier: MIT
// Reads a transcript. tests/transcripts/README.md tells the form to people who write them.
#pragma once

#include "tests/transcripts/script.hpp"

#include <string_view>

namespace peerdesk::transcripts {

/// Throws ParseError with the line and what is wrong there.
[[nodiscard]] Script parse(std::string_view text);
/// Lines without their ends; a last line without an end counts.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// What the bot said: "  -> place: first line" and further lines under it.
constexpr std::string_view said_mark = "  -> ";
constexpr std::string_view said_indent = "     ";

} // namespace peerdesk::transcripts
