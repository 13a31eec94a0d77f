// SPDX-License-Identifier: MIT
// Random mentoring rounds from a seed, for the tests and the benchmark.
#pragma once

#include "matching/rounds.hpp"

#include <cstdint>
#include <vector>

namespace peerdesk::matching {

struct RoundInstance {
    std::vector<RoundMentor> mentors;
    std::vector<RoundMentee> mentees;
    std::vector<RoundArc> arcs; ///< in the order of mentees
};

struct RoundSize {
    std::uint32_t mentors = 0;
    std::uint32_t mentees = 0;
    std::uint32_t arcs = 0; ///< the same number for each mentee, to different mentors
};

/// Scores are uniform in thousandths; a mentor has room for one and a half times the average.
RoundInstance round_instance(const RoundSize& size, std::uint64_t seed);

} // namespace peerdesk::matching
