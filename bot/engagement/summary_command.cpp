// SPDX-License-Identifier: MIT
#include "bot/engagement/summary_command.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/engagement/summary_report.hpp"

namespace peerdesk::engagement {

using conversation::answer;
using conversation::Lines;
using conversation::Turn;

namespace {

text::WeekSpan wanted_week(const Turn& turn, std::string_view word) {
    auto current = text::week_of(turn.now, turn.desk.zone);
    if (word == "last") return text::previous_week(current, turn.desk.zone);
    if (word.empty()) return current;
    return text::parse_week(word, turn.desk.zone).value_or(current);
}

/// The report in a format for other programs; empty for the one people read.
std::string in_format(const Turn& turn, const WeekReport& report, std::string_view format) {
    const Audience audience = audience_of(turn);
    if (format == "json") return as_json(report, audience);
    if (format == "csv") return as_csv(report, audience);
    if (format == "wikitext")
        return as_wikitext(report, turn.services.catalogue(), turn.language, audience);
    return {};
}

} // namespace

Audience audience_of(const Turn& turn) {
    const bool is_among_coordinators =
        turn.is_direct() || turn.room == conversation::RoomKind::coordinators;
    return is_among_coordinators && turn.has_role(storage::Role::coordinator)
               ? Audience::coordinators
               : Audience::others;
}

void summary(Turn& turn, const conversation::Arguments& arguments) {
    const auto week = wanted_week(turn, arguments.word);
    if (week.begin > turn.now) {
        answer(turn, "peerdesk-summary-future", {week.label});
        return;
    }
    const auto report = gather(turn.services.database, turn.desk, week, turn.now, turn.language);
    Lines lines(turn.services, turn.language);
    std::string formatted = in_format(turn, report, arguments.text);
    if (formatted.size() > turn.desk.settings.message_length_max) {
        lines.add("peerdesk-summary-long")
            .literal("peerdesk summary --week " + week.label + " --format " + arguments.text);
        answer(turn, lines);
        return;
    }
    if (!formatted.empty()) {
        formatted.pop_back(); // the last line's end
        lines.add("peerdesk-summary-copy").literal(formatted);
        answer(turn, lines);
        return;
    }
    lines.literal(as_text(report, turn.services.catalogue(), turn.language, audience_of(turn)));
    if (week.end > turn.now) lines.add("peerdesk-summary-running");
    answer(turn, lines);
}

void indicators(Turn& turn, const conversation::Arguments&) {
    const auto report = gather(turn.services.database, turn.desk,
                               text::week_of(turn.now, turn.desk.zone), turn.now, turn.language);
    Lines lines(turn.services, turn.language);
    for (const std::string& line :
         indicator_lines(report, turn.services.catalogue(), turn.language, audience_of(turn)))
        lines.literal(line);
    lines.add("peerdesk-indicators-week").literal(conversation::typed_here(turn, "summary"));
    answer(turn, lines);
}

} // namespace peerdesk::engagement
