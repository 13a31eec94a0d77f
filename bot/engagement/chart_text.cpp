// SPDX-License-Identifier: MIT
#include "bot/engagement/chart_text.hpp"

#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <array>

namespace peerdesk::engagement {

namespace {

/// A figure and the line of the summary that names it.
struct Counted {
    std::string_view key;
    std::int64_t storage::WeekFigures::* figure;
};

constexpr std::array counted{
    Counted{"peerdesk-summary-asked", &storage::WeekFigures::asked},
    Counted{"peerdesk-summary-answered", &storage::WeekFigures::answered},
    Counted{"peerdesk-summary-self-served", &storage::WeekFigures::self_served},
    Counted{"peerdesk-summary-first-time", &storage::WeekFigures::first_time_askers},
    Counted{"peerdesk-summary-helpers", &storage::WeekFigures::helpers},
    Counted{"peerdesk-summary-learned", &storage::WeekFigures::learners},
    Counted{"peerdesk-summary-learners-helping", &storage::WeekFigures::learners_helping},
    Counted{"peerdesk-summary-introduced", &storage::WeekFigures::introduced},
    Counted{"peerdesk-chart-met", &storage::WeekFigures::met},
    Counted{"peerdesk-summary-thanked", &storage::WeekFigures::thanked},
};

} // namespace

Chart chart_of(const WeekReport& week, const WeekReport& before, const text::Catalogue& catalogue,
               std::string_view locale) {
    Chart chart;
    chart.week = week.week.label;
    chart.week_before = before.week.label;
    chart.title = catalogue.render(
        locale, "peerdesk-chart-title",
        {text::Name{week.desk}, text::Name{chart.week}, text::Name{chart.week_before}});
    chart.is_right_to_left = text::is_right_to_left(locale);
    for (const Counted& each : counted) {
        ChartPair pair;
        pair.label = split_line(catalogue.render(locale, each.key, {0, 0})).label;
        pair.value = week.figures.*each.figure;
        pair.before = before.figures.*each.figure;
        pair.value_text = text::format_number(catalogue, locale, pair.value);
        pair.before_text = text::format_number(catalogue, locale, pair.before);
        chart.pairs.push_back(std::move(pair));
    }
    return chart;
}

std::string in_words(const Chart& chart, const text::Catalogue& catalogue,
                     std::string_view locale) {
    std::string words = chart.title + '\n';
    for (const ChartPair& pair : chart.pairs) {
        words += catalogue.render(locale, "peerdesk-chart-line",
                                  {pair.label, pair.value_text, text::Name{chart.week},
                                   pair.before_text, text::Name{chart.week_before}});
        words += '\n';
    }
    return words;
}

} // namespace peerdesk::engagement
