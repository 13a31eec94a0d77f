// SPDX-License-Identifier: MIT
#include "bot/mentoring/round_exchange.hpp"

#include "bot/engagement/record.hpp"
#include "bot/mentoring/circles.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/mentoring/proposing.hpp"
#include "matching/seeded_draw.hpp"

#include <algorithm>

namespace peerdesk::mentoring {

using storage::IntroductionOrigin;

namespace {

using People = std::map<std::int64_t, std::uint32_t>; ///< with their positions

/// Those of the round who offer just this, as matching is to see them in an exchange.
std::vector<matching::MentorCandidate> among(std::vector<matching::MentorCandidate> found,
                                             const People& people, PersonId mentee,
                                             const FallenPairs& fallen) {
    std::erase_if(found, [&](const matching::MentorCandidate& each) {
        return !people.contains(each.id) || each.skill != matching::SkillFit::exact;
    });
    for (auto& each : found) {
        each.mentees = 0;
        each.capacity = 1; // of this round, whatever they take elsewhere
        if (fallen.contains({each.id, mentee.value})) each.was_asked_lately = false;
    }
    return found;
}

void add_lessons(Candidates& candidates, const People& people, PersonId mentee, SkillId wanted,
                 const FallenPairs& fallen, Lessons& lessons) {
    const auto offering = among(candidates.mentors(mentee, wanted), people, mentee, fallen);
    for (const auto& each : matching::rank_mentors(candidates.mentee(mentee), offering).ranked) {
        auto reasons = reasons_of(each, candidates.offered(PersonId{each.id}, wanted).skill);
        reasons.room = 0; // of no meaning here
        const std::pair pair{each.id, mentee.value};
        const auto known = lessons.find(pair);
        if (known != lessons.end() && known->second.reasons.score >= reasons.score) continue;
        lessons.insert_or_assign(pair, Lesson{wanted, std::move(reasons)});
    }
}

int next_cycle(Context& context, const storage::Round& round) {
    int last = 0;
    for (const Introduction& each : Tables(context).introductions.of_round(round.id))
        last = std::max(last, each.cycle.value_or(0));
    return last + 1;
}

Introduction make(Context& context, const Desk& desk, const storage::Round& round, int cycle,
                  std::pair<std::int64_t, std::int64_t> pair, const Lesson& lesson) {
    Introduction introduction;
    introduction.desk = desk.id;
    introduction.origin = IntroductionOrigin::exchange;
    introduction.skill = lesson.skill;
    introduction.mentor = PersonId{pair.first};
    introduction.mentee = PersonId{pair.second};
    introduction.round = round.id;
    introduction.cycle = cycle;
    introduction.reasons = to_json(lesson.reasons);
    introduction.made = context.now;
    introduction.id = Tables(context).introductions.add(introduction);
    engagement::record(context, desk,
                       {.kind = "suggested",
                        .subject = introduction.mentor,
                        .introduction = introduction.id,
                        .skill = lesson.skill,
                        .cause = storage::Cause::program});
    return introduction;
}

/// Asks each person once, by the first introduction they are in. Who cannot be reached ends a
/// circle at once.
void ask_everybody(Context& context, const std::vector<Introduction>& made) {
    std::set<PersonId> asked;
    for (const Introduction& each : made) {
        const auto now = Tables(context).introductions.find(each.id);
        if (!now || now->state != storage::IntroductionState::proposed) continue;
        for (const auto side : {IntroductionSide::mentor, IntroductionSide::mentee}) {
            if (asked.insert(each.person_of(side)).second) ask_when_around(context, each, side);
        }
    }
}

} // namespace

ExchangeNet exchange_net(Context& context, const Desk& desk, std::vector<PersonId> people,
                         std::uint64_t seed, const FallenPairs& fallen) {
    matching::SeededDraw(seed).shuffle(people);
    ExchangeNet net;
    People positions;
    std::vector<std::vector<SkillId>> wants;
    for (const PersonId person : people) {
        wants.push_back(unmet_wants(context, desk, person));
        positions.emplace(person.value, static_cast<std::uint32_t>(net.people.size()));
        net.people.push_back({person.value, wants.back().empty()});
    }
    Candidates candidates(context, desk);
    for (std::size_t i = 0; i < people.size(); ++i) {
        for (const SkillId wanted : wants[i])
            add_lessons(candidates, positions, people[i], wanted, fallen, net.lessons);
    }
    for (const auto& [pair, lesson] : net.lessons)
        net.edges.push_back({positions.at(pair.first), positions.at(pair.second)});
    return net;
}

RoundFigures CirclesPlan::figures() const {
    std::size_t placed = 0;
    std::size_t introductions = 0;
    for (const auto& group : plan.groups) {
        placed += group.people.size();
        introductions += lessons_of(group).size();
    }
    return {.introductions = static_cast<int>(introductions),
            .circles = static_cast<int>(plan.groups.size()),
            .learners = plan.learners,
            .left_out = static_cast<int>(net.people.size() - placed)};
}

CirclesPlan plan_circles(Context& context, const Desk& desk, const storage::Round& round,
                         std::uint64_t seed) {
    CirclesPlan found;
    found.net = exchange_net(context, desk, taking_part(context, desk, round), seed);
    found.plan = matching::plan_exchange(found.net.people, found.net.edges);
    return found;
}

void propose_circles(Context& context, const Desk& desk, const storage::Round& round,
                     const ExchangeNet& net, std::span<const matching::ExchangeGroup> groups) {
    int cycle = next_cycle(context, round);
    std::vector<Introduction> made;
    for (const auto& group : groups) {
        for (const auto& pair : lessons_of(group))
            made.push_back(make(context, desk, round, cycle, pair, net.lessons.at(pair)));
        ++cycle;
    }
    ask_everybody(context, made);
}

void introduce_circles(Context& context, const Desk& desk, const storage::Round& round,
                       const CirclesPlan& plan) {
    std::set<std::int64_t> placed;
    for (const auto& group : plan.plan.groups)
        placed.insert(group.people.begin(), group.people.end());
    for (const PersonId person : Tables(context).rounds.members(round.id, round_members_max)) {
        if (!placed.contains(person.value)) tell_nobody(context, desk, person);
    }
    propose_circles(context, desk, round, plan.net, plan.plan.groups);
}

} // namespace peerdesk::mentoring
