// SPDX-License-Identifier: MIT
// Cutting lines of a transcript into their parts.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::transcripts {

/// A line that cannot be read; `line` counts from 1.
struct ParseError : std::runtime_error {
    ParseError(std::size_t line, const std::string& what)
        : std::runtime_error("line " + std::to_string(line) + ": " + what) {}
};

[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Parts between separators, trimmed, without empty ones.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
/// Cuts `prefix` from the front of `text` and trims; false when it does not stand there.
bool take(std::string_view& text, std::string_view prefix);

} // namespace peerdesk::transcripts
