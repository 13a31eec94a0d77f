// SPDX-License-Identifier: MIT
#include "matching/peers.hpp"

#include "matching/peer_groups.hpp"
#include "matching/seeded_draw.hpp"

#include <algorithm>

namespace peerdesk::matching {

namespace {

/// In the exact way a triple and one left out must cost more than all else: 8 bits above.
constexpr std::int64_t exact_limit = std::int64_t{1} << 50;
/// In the other, one joining costs two meetings: 1 bit above, and 1 for doubling.
constexpr std::int64_t matching_limit = pair_weight_max / 4;

PeerGroup group_of(const PeerPositions& positions, std::span<const std::int64_t> people,
                   const PeerWeights& weights) {
    PeerGroup group;
    for (const std::uint32_t person : positions) {
        group.people.push_back(people[person]);
        for (const std::uint32_t other : positions)
            if (other < person && weights.have_met(other, person)) group.is_repeat = true;
    }
    std::ranges::sort(group.people);
    return group;
}

void add_part(PeerRound& round, std::span<const std::int64_t> people, const PeerPast& past,
              std::size_t exact_max) {
    const bool is_exact = people.size() <= exact_max;
    // All in triples: as many meetings as people. One triple: one more than pairs, and a half.
    const std::size_t meetings_max = is_exact ? people.size() : people.size() / 2 + 2;
    const PeerWeights weights(people, past, meetings_max, is_exact ? exact_limit : matching_limit);
    std::vector<bool> is_placed(people.size(), false);
    for (const PeerPositions& group :
         is_exact ? divide_exactly(weights) : divide_by_matching(weights)) {
        round.groups.push_back(group_of(group, people, weights));
        for (const std::uint32_t person : group)
            is_placed[person] = true;
    }
    for (std::size_t person = 0; person < people.size(); ++person)
        if (!is_placed[person]) round.left_out.push_back(people[person]);
}

} // namespace

PeerRound pair_peers(std::span<const std::int64_t> people, const PeerPast& past, std::uint64_t seed,
                     const PeerSettings& settings) {
    std::vector<std::int64_t> order(people.begin(), people.end());
    std::ranges::sort(order); // so that only the seed matters
    SeededDraw{seed}.shuffle(order);
    const std::size_t at_once = std::max<std::size_t>(settings.at_once_max, 4);
    const std::size_t exact_max = std::min(settings.exact_max, peers_exact_limit);
    PeerRound round;
    std::span<const std::int64_t> rest = order;
    for (std::size_t parts = (order.size() + at_once - 1) / at_once; parts > 0; --parts) {
        // Whole pairs to each part, so that the last alone may be odd.
        const std::size_t size = parts == 1 ? rest.size() : rest.size() / 2 / parts * 2;
        add_part(round, rest.first(size), past, exact_max);
        rest = rest.subspan(size);
    }
    std::ranges::sort(round.groups, {}, [](const PeerGroup& group) { return group.people[0]; });
    std::ranges::sort(round.left_out);
    return round;
}

} // namespace peerdesk::matching
