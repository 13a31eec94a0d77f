// SPDX-License-Identifier: MIT
#include "bot/mentoring/round_coffee.hpp"

#include "bot/mentoring/circles.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/meeting_together.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/mentoring/spoken.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace peerdesk::mentoring {

using storage::IntroductionAnswer;
using storage::IntroductionSide;

namespace {

/// The level at which two can follow each other in writing, as for mentors.
const int language_enough = matching::MentorScoreSettings{}.min_language_level;

/// What two people need to talk, and what they could talk about.
struct Peer {
    std::int64_t id = 0;
    std::set<std::string> languages; ///< empty: not known
    std::set<SkillId> topics;
};

std::vector<Peer> peers_of(Context& context, const Desk& desk,
                           const std::vector<PersonId>& people) {
    std::vector<Peer> peers;
    peers.reserve(people.size());
    for (const PersonId person : people) {
        Peer peer{.id = person.value, .languages = {}, .topics = {}};
        const auto row = context.tables().people.find(person).value_or(storage::Person{});
        for (const auto& each : spoken_by(context, row)) {
            if (each.level >= language_enough) peer.languages.insert(each.code);
        }
        for (const auto side : {storage::Side::offer, storage::Side::want}) {
            for (const SkillId skill : own_skills(context, desk, person, side))
                peer.topics.insert(skill);
        }
        peers.push_back(std::move(peer));
    }
    return peers;
}

template <class Value>
bool share_one(const std::set<Value>& left, const std::set<Value>& right) {
    return std::ranges::any_of(left, [&](const Value& each) { return right.contains(each); });
}

struct Past {
    std::vector<matching::PeerMeeting> meetings;
    std::vector<matching::PeerFit> fits;
    std::vector<matching::PeerAvoidance> avoidances;
};

/// Rounds are counted back from the newest in which anybody met.
void add_meetings(Context& context, const Desk& desk, Past& past) {
    std::map<storage::RoundId, int> rounds_ago;
    for (const auto& pair : Tables(context).rounds.peer_pairs(desk.id, peer_pairs_max)) {
        const auto known = static_cast<int>(rounds_ago.size());
        const int ago = rounds_ago.try_emplace(pair.round, known + 1).first->second;
        past.meetings.push_back({pair.left.value, pair.right.value, ago, 1});
    }
}

Past past_of(Context& context, const Desk& desk, const std::vector<PersonId>& people) {
    Past past;
    add_meetings(context, desk, past);
    const auto peers = peers_of(context, desk, people);
    for (std::size_t i = 0; i < peers.size(); ++i) {
        for (std::size_t j = i + 1; j < peers.size(); ++j) {
            const Peer& left = peers[i];
            const Peer& right = peers[j];
            const bool can_talk = left.languages.empty() || right.languages.empty() ||
                                  share_one(left.languages, right.languages);
            if (!can_talk) {
                past.avoidances.push_back({left.id, right.id});
            } else if (share_one(left.topics, right.topics)) {
                past.fits.push_back({left.id, right.id, 1});
            }
        }
    }
    return past;
}

Introduction make(Context& context, const Desk& desk, const storage::Round& round, int cycle,
                  PersonId one, PersonId other_one) {
    Tables tables(context);
    Introduction introduction;
    introduction.desk = desk.id;
    introduction.origin = storage::IntroductionOrigin::coffee;
    introduction.mentor = one;
    introduction.mentee = other_one;
    introduction.round = round.id;
    introduction.cycle = cycle;
    introduction.made = context.now;
    introduction.id = tables.introductions.add(introduction);
    for (const auto side : {IntroductionSide::mentor, IntroductionSide::mentee}) {
        tables.introductions.set_answer(introduction.id, side, IntroductionAnswer::yes,
                                        context.now);
    }
    return introduction;
}

} // namespace

matching::PeerRound plan_coffee(Context& context, const Desk& desk, const storage::Round& round,
                                std::uint64_t seed) {
    const auto people = taking_part(context, desk, round);
    const Past past = past_of(context, desk, people);
    std::vector<std::int64_t> ids;
    ids.reserve(people.size());
    for (const PersonId person : people)
        ids.push_back(person.value);
    return matching::pair_peers(ids, {past.meetings, past.fits, past.avoidances}, seed);
}

RoundFigures figures_of(const matching::PeerRound& plan) {
    RoundFigures figures{.left_out = static_cast<int>(plan.left_out.size()), .repeats = 0};
    for (const auto& group : plan.groups) {
        const auto people = static_cast<int>(group.people.size());
        figures.introductions += people * (people - 1) / 2;
        if (group.is_repeat) ++*figures.repeats;
    }
    return figures;
}

void introduce_peers(Context& context, const Desk& desk, const storage::Round& round,
                     const matching::PeerRound& plan) {
    int cycle = 0;
    std::set<std::int64_t> placed;
    for (const auto& group : plan.groups) {
        ++cycle;
        std::vector<Introduction> made;
        for (std::size_t i = 0; i < group.people.size(); ++i) {
            placed.insert(group.people[i]);
            for (std::size_t j = i + 1; j < group.people.size(); ++j)
                made.push_back(make(context, desk, round, cycle, PersonId{group.people[i]},
                                    PersonId{group.people[j]}));
        }
        meet_together(context, made);
    }
    for (const PersonId person : Tables(context).rounds.members(round.id, round_members_max)) {
        if (!placed.contains(person.value)) tell_nobody(context, desk, person);
    }
}

} // namespace peerdesk::mentoring
