// SPDX-License-Identifier: MIT
#include "bot/mentoring/round_mentors.hpp"

#include "bot/engagement/record.hpp"
#include "bot/mentoring/circles.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/skills/names.hpp"
#include "matching/rounds.hpp"
#include "matching/seeded_draw.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace peerdesk::mentoring {

using storage::RequestState;

namespace {

/// Whoever waits at the desk: with the oldest request of each.
std::map<PersonId, Seeker> who_waits(Context& context, const Desk& desk) {
    Tables tables(context);
    std::map<PersonId, Seeker> found;
    for (const auto& request : tables.requests.waiting(desk.id, round_requests_max)) {
        if (found.contains(request.person) || !can_take_part(context, desk, request.person))
            continue;
        found.emplace(
            request.person,
            Seeker{request.person, {request.skill}, request.id, tables.rounds.waited(request)});
    }
    return found;
}

/// What somebody wants and does not wait for already.
std::vector<SkillId> open_wants(Context& context, const Desk& desk, PersonId person) {
    Tables tables(context);
    if (tables.requests.current_of(person).size() >= requests_max) return {};
    auto wants = unmet_wants(context, desk, person);
    std::erase_if(wants, [&](SkillId skill) {
        return tables.requests.current(desk.id, person, skill).has_value();
    });
    return wants;
}

std::vector<Seeker> seekers_of(Context& context, const Desk& desk, const storage::Round& round) {
    auto found = who_waits(context, desk);
    for (const PersonId person : taking_part(context, desk, round)) {
        if (found.contains(person)) continue;
        auto wants = open_wants(context, desk, person);
        if (!wants.empty()) found.emplace(person, Seeker{person, std::move(wants)});
    }
    std::vector<Seeker> seekers;
    seekers.reserve(found.size());
    for (auto& [person, seeker] : found)
        seekers.push_back(std::move(seeker));
    return seekers;
}

/// Who may be given to whom, and why.
class Arcs {
  public:
    Arcs(Context& context, const Desk& desk) : candidates_(context, desk) {}

    void add(std::uint32_t position, const Seeker& seeker) {
        std::map<std::int64_t, Option> best; // of each mentor, over all the skills wanted
        for (const SkillId skill : seeker.skills)
            look(seeker.person, skill, best);
        std::vector<std::pair<std::int64_t, Option>> sorted(best.begin(), best.end());
        std::ranges::sort(sorted, {}, [](const auto& each) {
            return std::pair{-each.second.ranked.score, each.first};
        });
        if (sorted.size() > arcs_each_max) sorted.resize(arcs_each_max);
        for (auto& [mentor, option] : sorted) {
            arcs.push_back({position, position_of(mentor, option), option.ranked.score});
            options_.emplace(std::pair{position, mentor}, std::move(option));
        }
    }

    /// The pair, with the room that is left after those given to the mentor before.
    MentorPair pair(std::uint32_t position, const Seeker& seeker, std::int64_t mentor, int given) {
        const Option& option = options_.at({position, mentor});
        const PersonId person{mentor};
        auto reasons = reasons_of(option.ranked, candidates_.offered(person, option.skill).skill);
        reasons.room = std::max(reasons.room - given, 1);
        return {seeker, person, option.skill, std::move(reasons)};
    }

    std::vector<matching::RoundMentor> mentors;
    std::vector<matching::RoundArc> arcs;

  private:
    struct Option {
        SkillId skill;
        matching::RankedMentor ranked;
        int mentees = 0;
    };

    void look(PersonId person, SkillId skill, std::map<std::int64_t, Option>& best) {
        const auto near = candidates_.mentors(person, skill);
        std::map<std::int64_t, int> mentees;
        for (const auto& each : near)
            mentees.emplace(each.id, each.mentees);
        auto ranking = matching::rank_mentors(candidates_.mentee(person), near);
        for (auto& each : ranking.ranked) {
            const auto known = best.find(each.id);
            if (known != best.end() && known->second.ranked.score >= each.score) continue;
            const auto id = each.id;
            best.insert_or_assign(id, Option{skill, std::move(each), mentees.at(id)});
        }
    }

    std::uint32_t position_of(std::int64_t mentor, const Option& option) {
        const auto [entry, is_new] =
            positions_.try_emplace(mentor, static_cast<std::uint32_t>(mentors.size()));
        if (is_new) mentors.push_back({mentor, option.ranked.room, option.mentees});
        return entry->second;
    }

    Candidates candidates_;
    std::map<std::int64_t, std::uint32_t> positions_;
    std::map<std::pair<std::uint32_t, std::int64_t>, Option> options_;
};

storage::RequestId request_for(Context& context, const Desk& desk, const Seeker& seeker,
                               SkillId skill) {
    if (seeker.request) return seeker.request;
    const auto person = context.tables().people.find(seeker.person).value_or(storage::Person{});
    return Tables(context).requests.add({.desk = desk.id,
                                         .person = seeker.person,
                                         .skill = skill,
                                         .language = conversation::language_of(person, desk),
                                         .asked = context.now});
}

Introduction make(Context& context, const Desk& desk, const storage::Round& round,
                  const MentorPair& pair) {
    Tables tables(context);
    Introduction introduction;
    introduction.desk = desk.id;
    introduction.origin = storage::IntroductionOrigin::round;
    introduction.skill = pair.skill;
    introduction.mentor = pair.mentor;
    introduction.mentee = pair.seeker.person;
    introduction.request = request_for(context, desk, pair.seeker, pair.skill);
    introduction.round = round.id;
    introduction.reasons = to_json(pair.reasons);
    introduction.made = context.now;
    introduction.id = tables.introductions.add(introduction);
    tables.requests.set_state(introduction.request, RequestState::proposed, context.now);
    tables.suggestions.add(desk.id, pair.skill, std::array{pair.mentor}, context.now);
    engagement::record(context, desk,
                       {.kind = "suggested",
                        .subject = pair.mentor,
                        .introduction = introduction.id,
                        .skill = pair.skill,
                        .cause = storage::Cause::program});
    return introduction;
}

/// Their wish is kept, and whoever joined is told so.
void keep_waiting(Context& context, const Desk& desk, const Seeker& seeker, bool has_joined) {
    const auto id = request_for(context, desk, seeker, seeker.skills.front());
    if (!has_joined) return;
    const auto request = Tables(context).requests.find(id);
    const auto person = context.tables().people.find(seeker.person).value_or(storage::Person{});
    conversation::Lines lines(context.services, conversation::language_of(person, desk));
    lines.add("peerdesk-round-nobody");
    lines.add("peerdesk-introductions-waits",
              {text::Name{skills::name_of(context, request->skill, lines.locale())},
               Tables(context).requests.place_in_line(*request)});
    conversation::tell_person(context, seeker.person, lines, {.person = seeker.person});
}

/// Those for whom the round has nobody.
void tell_rest(Context& context, const Desk& desk, const storage::Round& round,
               const MentorsPlan& plan) {
    const auto joined = Tables(context).rounds.members(round.id, round_members_max);
    std::set<PersonId> others(joined.begin(), joined.end());
    for (const MentorPair& pair : plan.pairs) {
        others.erase(pair.mentor);
        others.erase(pair.seeker.person);
    }
    for (const Seeker& seeker : plan.waiting)
        keep_waiting(context, desk, seeker, others.erase(seeker.person) > 0);
    for (const PersonId person : others)
        tell_nobody(context, desk, person);
}

} // namespace

RoundFigures MentorsPlan::figures() const {
    return {.introductions = static_cast<int>(pairs.size()),
            .waiting = static_cast<int>(waiting.size())};
}

MentorsPlan plan_mentors(Context& context, const Desk& desk, const storage::Round& round,
                         std::uint64_t seed) {
    auto seekers = seekers_of(context, desk, round);
    matching::SeededDraw(seed).shuffle(seekers);
    Arcs arcs(context, desk);
    std::vector<matching::RoundMentee> mentees;
    for (std::uint32_t i = 0; i < seekers.size(); ++i) {
        mentees.push_back({i, seekers[i].rounds_waited});
        arcs.add(i, seekers[i]);
    }
    auto result = matching::pair_round(arcs.mentors, mentees, arcs.arcs);
    // Numbers and questions follow the people, not the draw.
    const auto by_person = [&](std::int64_t position) {
        return seekers[static_cast<std::size_t>(position)].person;
    };
    std::ranges::sort(result.pairs, {}, [&](const auto& pair) { return by_person(pair.mentee); });
    std::ranges::sort(result.waiting, {}, by_person);
    MentorsPlan plan;
    std::map<std::int64_t, int> given;
    std::set<std::pair<std::int64_t, std::int64_t>> paired; // two do not get each other twice
    for (const auto& [mentee, mentor, score] : result.pairs) {
        const auto position = static_cast<std::uint32_t>(mentee);
        const auto person = seekers[position].person.value;
        if (!paired.insert(std::minmax(person, mentor)).second) {
            plan.waiting.push_back(seekers[position]);
            continue;
        }
        plan.pairs.push_back(arcs.pair(position, seekers[position], mentor, given[mentor]++));
    }
    for (const auto mentee : result.waiting)
        plan.waiting.push_back(seekers[static_cast<std::size_t>(mentee)]);
    return plan;
}

void introduce_mentors(Context& context, const Desk& desk, const storage::Round& round,
                       const MentorsPlan& plan) {
    // All are made before anybody is asked: a mentor who cannot be reached frees a place at once.
    std::vector<Introduction> made;
    made.reserve(plan.pairs.size());
    for (const MentorPair& pair : plan.pairs)
        made.push_back(make(context, desk, round, pair));
    tell_rest(context, desk, round, plan);
    for (const Introduction& each : made)
        ask_when_around(context, each, IntroductionSide::mentor);
}

} // namespace peerdesk::mentoring
