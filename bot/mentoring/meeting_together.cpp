// SPDX-License-Identifier: MIT
#include "bot/mentoring/meeting_together.hpp"

#include "bot/mentoring/check_ins.hpp"
#include "bot/mentoring/contacts.hpp"
#include "bot/mentoring/meeting.hpp"
#include "bot/skills/names.hpp"

#include <algorithm>
#include <set>

namespace peerdesk::mentoring {

using conversation::Lines;

namespace {

void add_partner(Context& context, Lines& lines, const Introduction& introduction,
                 IntroductionSide side) {
    const std::string id = number(introduction.id);
    const PersonId partner = introduction.person_of(other(side));
    const auto name = conversation::name_of(context, partner, lines.locale());
    if (introduction.skill) {
        lines.add(
            side == IntroductionSide::mentor ? "peerdesk-circle-gives" : "peerdesk-circle-gets",
            {id, name, text::Name{skills::name_of(context, introduction.skill, lines.locale())}});
    } else {
        lines.add("peerdesk-coffee-with", {id, name});
    }
    add_contacts(context, lines, introduction.person_of(side), partner);
    lines.literal("tell " + id + " …").literal("met " + id);
}

void tell_everything(Context& context, const std::vector<Introduction>& introductions,
                     PersonId person) {
    const auto first = std::ranges::find_if(
        introductions, [&](const Introduction& each) { return each.side_of(person).has_value(); });
    const auto own_side = *first->side_of(person);
    Lines lines = lines_for(context, *first, own_side);
    if (first->skill) {
        lines.add("peerdesk-circle-agreed", {number(first->id)});
    } else {
        lines.add("peerdesk-coffee-made");
    }
    lines.add("peerdesk-circle-how");
    for (const Introduction& each : introductions) {
        if (const auto side = each.side_of(person)) add_partner(context, lines, each, *side);
    }
    tell(context, *first, own_side, lines);
}

} // namespace

void meet_together(Context& context, const std::vector<Introduction>& introductions) {
    std::set<PersonId> people;
    for (const Introduction& each : introductions) {
        begin_meeting(context, each);
        lay_out_check_ins(context, each);
        people.insert(each.mentor);
        people.insert(each.mentee);
    }
    for (const PersonId person : people)
        tell_everything(context, introductions, person);
}

} // namespace peerdesk::mentoring
