// SPDX-License-Identifier: MIT
// A round for mentors and mentees: all who wait and all who joined are paired at once, with the
// best result for everybody together; then each pair is asked as usual.
#pragma once

#include "bot/mentoring/reasons.hpp"
#include "bot/mentoring/round_figures.hpp"

#include <cstdint>
#include <vector>

namespace peerdesk::mentoring {

/// Somebody who wants to be introduced to a mentor by this round.
struct Seeker {
    PersonId person;
    std::vector<SkillId> skills;  ///< any of these; one when there is a request
    storage::RequestId request{}; ///< the one that waits; empty: they only joined
    int rounds_waited = 0;
};

struct MentorPair {
    Seeker seeker;
    PersonId mentor;
    SkillId skill;
    Reasons reasons;
};

struct MentorsPlan {
    std::vector<MentorPair> pairs;
    std::vector<Seeker> waiting;

    [[nodiscard]] RoundFigures figures() const;
};

/// Changes nothing. The same database and seed give the same plan.
[[nodiscard]] MentorsPlan plan_mentors(Context& context, const Desk& desk,
                                       const storage::Round& round, std::uint64_t seed);

/// Makes the introductions and asks the mentors; who is left keeps or gets a place in line.
void introduce_mentors(Context& context, const Desk& desk, const storage::Round& round,
                       const MentorsPlan& plan);

} // namespace peerdesk::mentoring
