// SPDX-License-Identifier: MIT
#include "bot/people/volunteer_commands.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/people/dates.hpp"
#include "bot/people/day_names.hpp"
#include "bot/people/hours.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/locale_info.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "storage/exchange.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::people {

using conversation::answer;
using conversation::Lines;

namespace {

void keep(Turn& turn, const storage::Volunteer& volunteer) {
    turn.tables().volunteers.put(volunteer);
    turn.services.roster.forget();
}

/// The zone of hours stated before, so that it need not be typed again.
std::string known_zone(const Turn& turn, const storage::Volunteer& volunteer) {
    const auto known = parse_hours(volunteer.hours, "UTC");
    return known ? known->zone : turn.desk.settings.zone;
}

std::string_view problem_key(HoursProblem::Kind kind) {
    switch (kind) {
    case HoursProblem::Kind::unknown_zone:
    case HoursProblem::Kind::no_zone:
        return "peerdesk-available-zone";
    case HoursProblem::Kind::bad_time:
    case HoursProblem::Kind::empty_block:
        return "peerdesk-available-time";
    case HoursProblem::Kind::unknown_day:
    case HoursProblem::Kind::missing_time:
    case HoursProblem::Kind::unclear:
    case HoursProblem::Kind::empty:
    case HoursProblem::Kind::too_long:
        return "peerdesk-available-unclear";
    }
    return "peerdesk-available-unclear";
}

} // namespace

void available(Turn& turn, const Arguments& arguments) {
    storage::Volunteer volunteer = turn.tables().volunteers.get(turn.person.id);
    if (arguments.text.empty()) {
        Lines lines(turn.services, turn.language);
        if (volunteer.hours.empty()) {
            lines.add("peerdesk-available-none");
        } else {
            lines.add("peerdesk-available-now", {volunteer.hours});
        }
        lines.add("peerdesk-help-available-example");
        answer(turn, lines);
        return;
    }
    const auto hours = parse_hours(text::fold(arguments.text), known_zone(turn, volunteer),
                                   day_names(turn.services));
    if (!hours) {
        Lines lines(turn.services, turn.language);
        // What they wrote in their own letters; names of days in other languages are no mistake.
        const auto typed = parse_hours(arguments.text, known_zone(turn, volunteer));
        const bool is_same = !typed && typed.error().kind == hours.error().kind;
        lines.add(problem_key(hours.error().kind),
                  {is_same ? typed.error().piece : hours.error().piece});
        lines.add("peerdesk-help-available-example");
        answer(turn, lines);
        return;
    }
    volunteer.hours = to_text(*hours);
    keep(turn, volunteer);
    answer(turn, "peerdesk-available-set", {volunteer.hours});
}

void pause(Turn& turn, const Arguments& arguments) {
    storage::Volunteer volunteer = turn.tables().volunteers.get(turn.person.id);
    volunteer.is_paused = true;
    volunteer.paused_until.reset();
    if (!arguments.text.empty()) {
        const auto until = parse_date(arguments.text, turn.now, known_zone(turn, volunteer));
        if (!until) {
            answer(turn, "peerdesk-date-unclear", {arguments.text});
            return;
        }
        volunteer.paused_until = *until;
    }
    keep(turn, volunteer);
    const auto held = turn.tables().tickets.claimed_count(turn.person.id);
    Lines lines(turn.services, turn.language);
    if (volunteer.paused_until) {
        lines.add("peerdesk-paused-until",
                  {text::format_moment(turn.services.catalogue(), turn.language,
                                       *volunteer.paused_until, turn.now, text::Zone{})});
    } else {
        lines.add("peerdesk-paused").literal(conversation::typed_here(turn, "back"));
    }
    if (held > 0) lines.add("peerdesk-paused-holding", {held});
    answer(turn, lines);
}

void back(Turn& turn, const Arguments&) {
    storage::Volunteer volunteer = turn.tables().volunteers.get(turn.person.id);
    volunteer.is_paused = false;
    volunteer.paused_until.reset();
    keep(turn, volunteer);
    if (!turn.is_staff()) {
        answer(turn, "peerdesk-back-member");
        return;
    }
    const auto waiting =
        turn.tables().tickets.count(turn.desk.id, storage::TicketFilter::unclaimed, turn.person.id);
    answer(turn, "peerdesk-back", {waiting});
}

void languages(Turn& turn, const Arguments& arguments) {
    storage::Volunteer volunteer = turn.tables().volunteers.get(turn.person.id);
    volunteer.languages = arguments.locales;
    keep(turn, volunteer);
    storage::Exchange exchange(turn.services.database);
    auto profile = exchange.profile(turn.person.id);
    profile.language_levels = arguments.text;
    exchange.put_profile(profile);
    if (!turn.is_staff()) {
        answer(turn, "peerdesk-languages-kept");
        return;
    }
    std::vector<std::string> names;
    names.reserve(arguments.locales.size());
    for (const std::string& locale : arguments.locales) {
        names.push_back(text::display_name(locale, turn.language));
    }
    answer(turn, "peerdesk-languages-set",
           {text::join_list(turn.services.catalogue(), turn.language, names)});
}

void limit(Turn& turn, const Arguments& arguments) {
    storage::Volunteer volunteer = turn.tables().volunteers.get(turn.person.id);
    volunteer.ticket_limit = arguments.count;
    keep(turn, volunteer);
    answer(turn, "peerdesk-limit-set", {arguments.count.value_or(0)});
}

} // namespace peerdesk::people
