// SPDX-License-Identifier: MIT
// Lengths of time as operators write them in the configuration: "10 min", "4 h", "7 days".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::runtime {

/// Sums of whole numbers with units: ms, s, min, h, d, w and their long forms ("1 h 30 min").
/// Nothing for anything else, for no unit, and for more than `duration_max`.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The same length in the largest unit that divides it: "90 min", "4 h", "7 days".
[[nodiscard]] std::string write_duration(std::chrono::milliseconds length);

/// Ten years; what is longer is a slip of the pen.
inline constexpr std::chrono::milliseconds duration_max = std::chrono::days{3650};

} // namespace peerdesk::runtime
