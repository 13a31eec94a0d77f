// SPDX-License-Identifier: MIT
#include "bot/runtime/config/toml_text.hpp"

#include <set>
#include <string>

namespace peerdesk::runtime {

namespace {

/// Replaces the line (counted from 1) by spaces; false when it was blank already or is not there.
bool blank_line(std::string& text, int line, bool& was_header) {
    std::size_t begin = 0;
    for (int i = 1; i < line; ++i) {
        begin = text.find('\n', begin);
        if (begin == std::string::npos) return false;
        ++begin;
    }
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = text.find_first_not_of(" \t\r", begin);
    if (first == std::string::npos || first >= end) return false;
    was_header = text[first] == '[';
    text.replace(begin, end - begin, end - begin, ' ');
    return true;
}

} // namespace

TomlText parse_toml(std::string_view text, ConfigProblems& problems) {
    TomlText result;
    std::string rest(text);
    for (int errors = 0; errors < syntax_errors_max; ++errors) {
        try {
            result.table = toml::parse(rest);
            return result;
        } catch (const toml::parse_error& error) {
            const auto& at = error.source().begin;
            const Spot spot{static_cast<int>(at.line), static_cast<int>(at.column)};
            problems.add(spot, "peerdesk-config-syntax", {std::string(error.description())});
            result.is_whole = false;
            bool was_header = false;
            // An error that stands on a blank line belongs to the line before: a value cut short.
            int line = spot.line;
            while (line > 0 && !blank_line(rest, line, was_header))
                --line;
            if (was_header || line <= 0) result.has_all_headers = false;
            if (line <= 0) return result;
        }
    }
    result.has_all_headers = false;
    return result;
}

} // namespace peerdesk::runtime
