// SPDX-License-Identifier: MIT
// A mentoring round: many mentees and mentors brought together at once, at the least cost for all.
// Who may be paired with whom, and how well, comes from outside (mentor_score, history).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace peerdesk::matching {

struct RoundMentor {
    std::int64_t id = 0;
    int room = 0; ///< mentees they take in this round at most
    int load = 0; ///< mentees they have already; a loaded mentor costs more

    bool operator==(const RoundMentor&) const = default;
};

struct RoundMentee {
    std::int64_t id = 0;
    int rounds_waited = 0; ///< rounds that left them waiting so far

    bool operator==(const RoundMentee&) const = default;
};

/// This mentee may be given to this mentor. A pair that must not be (again) has no arc.
struct RoundArc {
    std::uint32_t mentee = 0; ///< position in the list of mentees
    std::uint32_t mentor = 0; ///< position in the list of mentors
    double score = 0;         ///< as `rank_mentors` gives it, 0 to 1.1

    bool operator==(const RoundArc&) const = default;
};

/// All in units of the score. The defaults place whoever can be placed unless that would give one
/// mentor about seven mentees more than others have.
struct RoundSettings {
    double load_cost = 0.02;        ///< a mentor's k-th mentee, counted from 0, costs this times k²
    double waiting_cost = 1.0;      ///< of a mentee who stays on the waitlist
    double waited_round_cost = 0.1; ///< more, for each round they waited already

    bool operator==(const RoundSettings&) const = default;
};

struct RoundPair {
    std::int64_t mentee = 0;
    std::int64_t mentor = 0;
    double score = 0;

    bool operator==(const RoundPair&) const = default;
};

/// What one more mentee at this mentor costs all others. At these prices every mentee has, of all
/// their arcs and waiting, what is best for them: score - price, or minus the cost of waiting.
struct MentorPrice {
    std::int64_t mentor = 0;
    int taken = 0; ///< mentees given to them in this round
    double price = 0;

    bool operator==(const MentorPrice&) const = default;
};

struct Round {
    std::vector<RoundPair> pairs;      ///< in the order of the mentees
    std::vector<std::int64_t> waiting; ///< mentees without a mentor, in their order
    std::vector<MentorPrice> prices;   ///< in the order of the mentors
    double total_cost = 0;             ///< what was made as small as possible
    std::int64_t steps = 0;            ///< pivots of the solver, to watch it

    bool operator==(const Round&) const = default;
};

/// Scores and costs are rounded to this, so that the solver reckons in whole numbers.
inline constexpr double round_cost_step = 1e-6;

/// The pairs with the least total cost: minus the scores, plus the load of each mentor, plus
/// waiting. Optimal and, for the same input in the same order, always the same; where several are
/// as good, the order decides, so shuffle the mentees by a seed for a fair draw. Nothing is kept:
/// calling it is a preview. Arcs in the order of mentees save a sort. Positions must be in range.
///
/// Source: design page "Matching" 3.3. A plain min-cost flow, since the load is convex: mentee ->
/// mentor (-score), mentor -> sink in unit arcs of 0, c, 4c, 9c, ..., mentee -> sink (waiting).
/// Solved by primal network simplex (network_simplex.hpp).
Round pair_round(std::span<const RoundMentor> mentors, std::span<const RoundMentee> mentees,
                 std::span<const RoundArc> arcs, const RoundSettings& settings = {});

} // namespace peerdesk::matching
