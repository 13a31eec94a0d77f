// SPDX-License-Identifier: MIT
#include "tests/matching/round_instance.hpp"

#include <algorithm>
#include <numeric>
#include <random>

namespace peerdesk::matching {

RoundInstance round_instance(const RoundSize& size, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    RoundInstance result;
    const auto room = static_cast<int>(size.mentees * 3 / (size.mentors * 2) + 1);
    for (std::uint32_t m = 0; m < size.mentors; ++m)
        result.mentors.push_back({.id = m + 1, .room = room, .load = 0});
    std::vector<std::uint32_t> order(size.mentors);
    std::iota(order.begin(), order.end(), 0U);
    const std::uint32_t each = std::min(size.arcs / size.mentees, size.mentors);
    for (std::uint32_t i = 0; i < size.mentees; ++i) {
        result.mentees.push_back({.id = 10'000 + i, .rounds_waited = 0});
        for (std::uint32_t k = 0; k < each; ++k) {
            std::swap(order[k], order[k + random() % (size.mentors - k)]);
            result.arcs.push_back({i, order[k], static_cast<double>(random() % 1000) / 1000});
        }
    }
    return result;
}

} // namespace peerdesk::matching
