// SPDX-License-Identifier: MIT
#include "bot/mentoring/overview.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/own_introductions.hpp"
#include "bot/mentoring/reasons.hpp"
#include "bot/mentoring/skill_names.hpp"
#include "bot/text/fold.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using storage::IntroductionAnswer;
using storage::IntroductionState;

namespace {

void add_proposed(Turn& turn, Lines& lines, const Introduction& introduction) {
    const auto side = *introduction.side_of(turn.person.id);
    switch (introduction.answer_of(side)) {
    case IntroductionAnswer::asked:
        lines.add("peerdesk-introductions-yours",
                  {number(introduction.id), skill_name(turn, introduction.skill)});
        return;
    case IntroductionAnswer::yes:
        lines.add("peerdesk-introductions-theirs",
                  {number(introduction.id), skill_name(turn, introduction.skill)});
        return;
    case IntroductionAnswer::none:
    case IntroductionAnswer::no:
    case IntroductionAnswer::late:
        return; // they were told nothing of it yet, or it is over
    }
}

bool add_introduction(Turn& turn, Lines& lines, const Introduction& introduction) {
    const auto before = lines.text().size();
    if (introduction.state == IntroductionState::proposed) {
        add_proposed(turn, lines, introduction);
    } else {
        const auto partner = introduction.person_of(other(*introduction.side_of(turn.person.id)));
        lines.add(introduction.state == IntroductionState::met ? "peerdesk-introductions-met"
                                                               : "peerdesk-introductions-agreed",
                  {number(introduction.id), name_of(turn, partner, turn.language)});
    }
    return lines.text().size() > before;
}

} // namespace

void introductions(Turn& turn, const Arguments&) {
    Tables tables(turn);
    Lines lines(turn.services, turn.language);
    bool is_any = false;
    std::vector<storage::RequestId> shown;
    for (const auto& each : tables.introductions.open_of(turn.person.id, open_introductions_max)) {
        if (!add_introduction(turn, lines, each)) continue;
        is_any = true;
        shown.push_back(each.request);
    }
    for (const auto& request : tables.requests.current_of(turn.person.id)) {
        if (std::ranges::find(shown, request.id) != shown.end()) continue;
        is_any = true;
        if (request.state == storage::RequestState::waiting) {
            lines.add("peerdesk-introductions-waits",
                      {skill_name(turn, request.skill), tables.requests.place_in_line(request)});
        } else {
            lines.add("peerdesk-introductions-asked", {skill_name(turn, request.skill)});
        }
    }
    if (!is_any) lines.add("peerdesk-introductions-none").literal("mentor …");
    answer(turn, lines);
}

void why(Turn& turn, const Arguments& arguments) {
    const auto typed = typed_number(arguments);
    auto found = typed ? find_own(turn, typed) : newest_own(turn);
    if (!found || !from_json(found->reasons).offered) {
        answer(turn, "peerdesk-why-none");
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-why", {number(found->id)});
    add_reasons(turn, lines, from_json(found->reasons), found->skill,
                *found->side_of(turn.person.id));
    answer(turn, lines);
}

void mentors(Turn& turn, const Arguments&) {
    Tables tables(turn);
    std::vector<std::int64_t> eligible;
    for (const auto& line :
         tables.exchange.lines(turn.desk.id, storage::Side::offer, desk_lines_max))
        eligible.push_back(line.person.value);
    if (eligible.empty()) {
        answer(turn, "peerdesk-mentors-none");
        return;
    }
    std::vector<matching::PastSuggestion> past;
    for (const auto& place :
         tables.suggestions.places(turn.desk.id, turn.now - shares_window, desk_lines_max))
        past.push_back({place.mentor.value, place.rank});
    std::map<std::pair<std::string, std::int64_t>, matching::Exposure> by_name;
    for (const auto& each : matching::exposure(eligible, past)) {
        const auto person = turn.tables().people.find(PersonId{each.mentor});
        by_name[{text::fold(person ? person->name : ""), each.mentor}] = each;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-mentors", {by_name.size()});
    constexpr std::size_t shown_max = 50;
    std::size_t shown = 0;
    for (const auto& [key, each] : by_name) {
        if (++shown > shown_max) break;
        const PersonId person{each.mentor};
        const int room =
            tables.exchange.profile(person).capacity - tables.introductions.mentees_of(person);
        lines.add("peerdesk-mentors-line",
                  {name_of(turn, person, turn.language),
                   static_cast<std::int64_t>(std::lround(each.share * 100)), std::max(room, 0)});
    }
    answer(turn, lines);
}

} // namespace peerdesk::mentoring
