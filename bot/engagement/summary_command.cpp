// SPDX-License-Identifier: MIT
#include "bot/engagement/summary_command.hpp"

#include "bot/conversation/outgoing.hpp"
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

Audience audience_of(const Turn& turn) {
    const bool is_among_coordinators =
        turn.is_direct() || turn.room == conversation::RoomKind::coordinators;
    return is_among_coordinators ? Audience::coordinators : Audience::others;
}

} // namespace

void summary(Turn& turn, const conversation::Arguments& arguments) {
    const auto week = wanted_week(turn, arguments.word);
    if (week.begin > turn.now) {
        answer(turn, "peerdesk-summary-future", {week.label});
        return;
    }
    const auto report = gather(turn.tables().indicators, turn.desk, week, turn.now);
    Lines lines(turn.services, turn.language);
    lines.literal(as_text(report, turn.services.catalogue(), turn.language, audience_of(turn)));
    if (week.end > turn.now) lines.add("peerdesk-summary-running");
    answer(turn, lines);
}

void indicators(Turn& turn, const conversation::Arguments&) {
    const auto report = gather(turn.tables().indicators, turn.desk,
                               text::week_of(turn.now, turn.desk.zone), turn.now);
    Lines lines(turn.services, turn.language);
    lines.literal(goal_line(report, turn.services.catalogue(), turn.language));
    lines.add("peerdesk-summary-learned", {report.figures.learners, report.figures.learned_pairs});
    lines.add("peerdesk-summary-helpers", {report.figures.helpers, report.figures.new_helpers});
    lines.add("peerdesk-indicators-week")
        .literal(conversation::command_line(turn.desk, turn.is_direct(), "summary"));
    answer(turn, lines);
}

} // namespace peerdesk::engagement
