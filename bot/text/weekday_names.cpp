// SPDX-License-Identifier: MIT
#include "bot/text/weekday_names.hpp"

#include "bot/text/fold.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace peerdesk::text {

namespace {

constexpr int days_a_week = 7;
constexpr int two_days = -1;

void add_name(std::map<std::string, int>& days, const icu::UnicodeString& name, int day) {
    std::string typed;
    name.toUTF8String(typed);
    typed = fold(typed);
    while (typed.ends_with('.'))
        typed.pop_back();
    // One letter is too little to mean a day.
    if (typed.size() < 2 || typed.find_first_of("- ") != std::string::npos) return;
    const auto [entry, is_new] = days.emplace(typed, day);
    if (!is_new && entry->second != day) entry->second = two_days;
}

void add_locale(std::map<std::string, int>& days, const std::string& code) {
    using Symbols = icu::DateFormatSymbols;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(code, status);
    const Symbols symbols(locale, status);
    if (U_FAILURE(status) != 0) return;
    constexpr std::array contexts{Symbols::FORMAT, Symbols::STANDALONE};
    constexpr std::array widths{Symbols::WIDE, Symbols::ABBREVIATED, Symbols::SHORT};
    for (const auto context : contexts) {
        for (const auto width : widths) {
            int count = 0;
            const icu::UnicodeString* first = symbols.getWeekdays(count, context, width);
            const std::span names(first, static_cast<std::size_t>(std::max(count, 0)));
            // ICU counts from 1 for Sunday; place 0 is empty.
            int day = days_a_week - 1;
            for (const icu::UnicodeString& name : names.subspan(names.empty() ? 0 : 1)) {
                add_name(days, name, day);
                day = (day + 1) % days_a_week;
            }
        }
    }
}

} // namespace

std::vector<std::pair<std::string, int>> weekday_names(std::span<const std::string> locales) {
    std::map<std::string, int> days;
    for (const std::string& code : locales)
        add_locale(days, code);
    std::vector<std::pair<std::string, int>> names;
    for (const auto& [name, day] : days) {
        if (day != two_days) names.emplace_back(name, day);
    }
    std::ranges::sort(names, [](const auto& left, const auto& right) {
        return std::pair(right.first.size(), left.first) <
               std::pair(left.first.size(), right.first);
    });
    return names;
}

} // namespace peerdesk::text
