// SPDX-License-Identifier: MIT
// What a chart of a week shows, as data and in words. Drawing it is chart.hpp's work. Totals only,
// so it may be shown to anybody.
#pragma once

#include "bot/engagement/summary_report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::engagement {

/// One thing counted, in a week and in the one before.
struct ChartPair {
    std::string label;
    std::int64_t value = 0;
    std::int64_t before = 0;
    std::string value_text; ///< in the locale's digits
    std::string before_text;
};

struct Chart {
    std::string title;
    std::string week; ///< 2026-W47
    std::string week_before;
    std::vector<ChartPair> pairs;
    bool is_right_to_left = false;
};

[[nodiscard]] Chart chart_of(const WeekReport& week, const WeekReport& before,
                             const text::Catalogue& catalogue, std::string_view locale);
/// The text alternative: every number of the picture, a line for each pair.
[[nodiscard]] std::string in_words(const Chart& chart, const text::Catalogue& catalogue,
                                   std::string_view locale);

} // namespace peerdesk::engagement
