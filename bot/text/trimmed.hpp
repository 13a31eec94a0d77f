// SPDX-License-Identifier: MIT
// A text without the blanks around it.
#pragma once

#include <string_view>

namespace peerdesk::text {

/// Blanks, tabs and line breaks are cut at both ends; the result looks into `text`.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace peerdesk::text
