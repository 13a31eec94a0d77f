// SPDX-License-Identifier: MIT
#include "bot/mentoring/members.hpp"

#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/telling.hpp"

namespace peerdesk::mentoring {

bool is_paused(Context& context, PersonId person) {
    return context.services.roster.is_away(person, context.now);
}

bool can_take_part(Context& context, const Desk& desk, PersonId person) {
    return !context.tables().blocks.find(desk.id, person, context.now) &&
           !is_paused(context, person) && direct_place(context, person).has_value();
}

std::vector<PersonId> taking_part(Context& context, const Desk& desk, const storage::Round& round) {
    auto members = Tables(context).rounds.members(round.id, round_members_max);
    std::erase_if(members, [&](PersonId person) { return !can_take_part(context, desk, person); });
    return members;
}

std::vector<SkillId> own_skills(Context& context, const Desk& desk, PersonId person,
                                storage::Side side) {
    std::vector<SkillId> found;
    for (const auto& line : Tables(context).exchange.of(desk.id, person, lines_max)) {
        if (line.side == side && !line.group) found.push_back(line.skill);
    }
    return found;
}

std::vector<SkillId> unmet_wants(Context& context, const Desk& desk, PersonId person) {
    auto wants = own_skills(context, desk, person, storage::Side::want);
    for (const auto& each : Tables(context).introductions.open_of(person, open_introductions_max)) {
        if (each.mentee == person) std::erase(wants, each.skill);
    }
    return wants;
}

} // namespace peerdesk::mentoring
