// SPDX-License-Identifier: MIT
// The lines of a summary as a table for a wiki page.
#include "bot/engagement/summary_report.hpp"

#include <algorithm>
#include <array>

namespace peerdesk::engagement {

namespace {

/// Nothing in a cell may end the cell, begin markup or name a template. A blank between the letters
/// of a table's mark is as good as none for who reads it.
std::string cell(std::string_view text) {
    constexpr std::string_view special = "|{}[]<>&'~=_!*#";
    std::string out;
    for (const char each : text) {
        if (special.contains(each)) {
            out += "&#" + std::to_string(static_cast<unsigned char>(each)) + ';';
        } else {
            out += each == '\n' || each == '\r' ? ' ' : each;
        }
    }
    return out;
}

} // namespace

LabelAndValue split_line(std::string_view line) {
    constexpr std::string_view mark = ": ";
    const auto at = line.find(mark);
    if (at == std::string_view::npos) return {std::string(line), {}};
    std::string_view label = line.substr(0, at);
    for (const std::string_view blank : {" ", "\u00A0", "\u202F"}) { // before a colon in French
        while (label.ends_with(blank))
            label.remove_suffix(blank.size());
    }
    std::string_view value = line.substr(at + mark.size());
    for (const std::string_view end : {".", "।"}) {
        if (value.ends_with(end)) value.remove_suffix(end.size());
    }
    return {std::string(label), std::string(value)};
}

std::string as_wikitext(const WeekReport& report, const text::Catalogue& catalogue,
                        std::string_view locale, Audience audience) {
    const auto lines = lines_of(report, catalogue, locale, audience);
    std::string out = "{| class=\"wikitable\"\n|+ " + cell(lines.front()) + '\n';
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        const auto [label, value] = split_line(*line);
        out += "|-\n";
        if (value.empty()) {
            out += "| colspan=\"2\" | " + cell(label) + '\n';
        } else {
            out += "! scope=\"row\" | " + cell(label) + "\n| " + cell(value) + '\n';
        }
    }
    return out + "|}\n";
}

} // namespace peerdesk::engagement
