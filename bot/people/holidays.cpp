// SPDX-License-Identifier: MIT
#include "bot/people/holidays.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/people/dates.hpp"
#include "bot/people/hours.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "bot/text/zone.hpp"
#include "storage/days_off.hpp"

#include <array>
#include <utility>

namespace peerdesk::people {

using conversation::answer;
using conversation::Lines;
using conversation::Time;

namespace {

constexpr int holidays_max = 20;

struct Typed {
    std::string_view first;
    std::string_view last; ///< the same as the first when one day is meant
};

Typed split(std::string_view text) {
    constexpr std::array<std::string_view, 5> words{" to ", " until ", " - ", " – ", ".."};
    for (const std::string_view word : words) {
        const auto at = text.find(word);
        if (at == std::string_view::npos) continue;
        return {text.substr(0, at), text.substr(at + word.size())};
    }
    return {text, text};
}

text::Zone zone_of(const Turn& turn) {
    const auto hours = parse_hours(turn.tables().volunteers.get(turn.person.id).hours, "UTC");
    if (!hours) return turn.desk.zone;
    return text::Zone::find(hours->zone).value_or(turn.desk.zone);
}

/// The local midnight that follows the day in which `at` lies.
Time next_midnight(Time at, const text::Zone& zone) {
    const auto day = std::chrono::floor<std::chrono::days>(zone.civil(at));
    return zone.moment(day + std::chrono::days{1});
}

Time midnight(Time at, const text::Zone& zone) {
    return zone.moment(std::chrono::floor<std::chrono::days>(zone.civil(at)));
}

void show(Turn& turn, Lines& lines) {
    const text::Zone zone = zone_of(turn);
    const auto& catalogue = turn.services.catalogue();
    const auto days =
        storage::DaysOff(turn.services.database).of(turn.person.id, turn.now, holidays_max);
    if (days.empty()) lines.add("peerdesk-holiday-none");
    for (const auto& off : days) {
        const auto first = text::format_day(catalogue, turn.language, off.begin, zone, true);
        const auto last = text::format_day(catalogue, turn.language,
                                           off.end - std::chrono::minutes{1}, zone, true);
        if (first == last) {
            lines.add("peerdesk-holiday-day", {first});
        } else {
            lines.add("peerdesk-holiday-days", {first, last});
        }
    }
    lines.add("peerdesk-help-holiday-example");
}

std::optional<Time> read(Turn& turn, std::string_view typed, const text::Zone& zone) {
    const auto moment = parse_date(typed, turn.now, zone.name());
    if (moment) return *moment;
    answer(turn, "peerdesk-date-unclear", {typed});
    return std::nullopt;
}

} // namespace

bool is_holiday_text(std::string_view text, Time now) {
    if (text::fold(text) == "none") return true;
    const auto first = parse_date(split(text).first, now, "UTC");
    return first || first.error().kind != DateProblem::Kind::unclear; // past days are explained
}

void holiday(Turn& turn, const Arguments& arguments) {
    storage::DaysOff table(turn.services.database);
    Lines lines(turn.services, turn.language);
    if (text::fold(arguments.text) == "none") {
        table.clear(turn.person.id);
    } else if (!arguments.text.empty()) {
        const text::Zone zone = zone_of(turn);
        const Typed typed = split(arguments.text);
        const auto first = read(turn, typed.first, zone);
        const auto last = first ? read(turn, typed.last, zone) : std::nullopt;
        if (!last) return;
        if (*last < *first) {
            answer(turn, "peerdesk-holiday-order", {typed.first, typed.last});
            return;
        }
        if (table.of(turn.person.id, turn.now, holidays_max).size() >= holidays_max) {
            answer(turn, "peerdesk-holiday-full", {holidays_max});
            return;
        }
        table.add(turn.person.id, {midnight(*first, zone), next_midnight(*last, zone)});
    }
    turn.services.roster.forget();
    show(turn, lines);
    answer(turn, lines);
}

} // namespace peerdesk::people
