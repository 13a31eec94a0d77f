// SPDX-License-Identifier: MIT
#include "bot/mentoring/round_repairs.hpp"

#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/mentoring/round_exchange.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace peerdesk::mentoring {

using storage::Introduction;
using storage::IntroductionAnswer;
using storage::IntroductionState;

namespace {

using Circles = std::map<int, std::vector<Introduction>>;

Circles circles_of(Context& context, storage::RoundId round) {
    Circles found;
    for (Introduction& each : Tables(context).introductions.of_round(round)) {
        if (each.cycle) found[*each.cycle].push_back(std::move(each));
    }
    return found;
}

/// Never agreed and no longer proposed.
bool is_over(const std::vector<Introduction>& circle) {
    return std::ranges::none_of(circle, [](const Introduction& each) {
        return each.state == IntroductionState::proposed || each.agreed;
    });
}

/// Who shows whom, in the order in which the rows were made.
matching::ExchangeGroup group_of(const std::vector<Introduction>& circle) {
    matching::ExchangeGroup group;
    group.people.push_back(circle.front().mentor.value);
    for (const Introduction& each : circle)
        group.people.push_back(each.mentee.value);
    group.shape = matching::ExchangeShape::chain;
    if (group.people.size() > 2 && group.people.front() == group.people.back()) {
        group.shape = matching::ExchangeShape::cycle;
        group.people.pop_back();
    }
    return group;
}

/// The round so far: who stands, who is out, what fell apart.
struct Standing {
    matching::ExchangePlan plan;
    std::set<std::int64_t> placed;
    std::set<std::int64_t> out;
    FallenPairs fallen;
    int over = 0;
};

void note_answers(Standing& standing, const Introduction& introduction) {
    for (const auto side : {storage::IntroductionSide::mentor, storage::IntroductionSide::mentee}) {
        const auto answer = introduction.answer_of(side);
        if (answer == IntroductionAnswer::no || answer == IntroductionAnswer::late)
            standing.out.insert(introduction.person_of(side).value);
    }
}

Standing standing_of(const Circles& circles) {
    Standing standing;
    for (const auto& [cycle, circle] : circles) {
        if (is_over(circle)) {
            ++standing.over;
            for (const Introduction& each : circle) {
                note_answers(standing, each);
                standing.fallen.emplace(each.mentor.value, each.mentee.value);
            }
            continue;
        }
        standing.plan.groups.push_back(group_of(circle));
        const auto& people = standing.plan.groups.back().people;
        standing.placed.insert(people.begin(), people.end());
    }
    return standing;
}

} // namespace

void repair_circles(Context& context, const Desk& desk, storage::RoundId round_id, PersonId gone) {
    const auto round = Tables(context).rounds.find(round_id);
    if (!round || round->is_open) return;
    Standing standing = standing_of(circles_of(context, round_id));
    if (standing.over > round_repairs_max) return;
    standing.out.insert(gone.value);
    auto free = taking_part(context, desk, *round);
    std::erase_if(free, [&](PersonId person) {
        return standing.out.contains(person.value) || standing.placed.contains(person.value);
    });
    const auto seed = static_cast<std::uint64_t>(round->seed.value_or(0));
    const ExchangeNet net = exchange_net(context, desk, std::move(free), seed, standing.fallen);
    auto people = net.people;
    for (const auto id : standing.placed)
        people.push_back({id, false});
    auto repaired = matching::repair_exchange(standing.plan, gone.value, people, net.edges);
    std::erase_if(repaired.groups, [&](const matching::ExchangeGroup& group) {
        return standing.placed.contains(group.people.front());
    });
    propose_circles(context, desk, *round, net, repaired.groups);
}

} // namespace peerdesk::mentoring
