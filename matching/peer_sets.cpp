// SPDX-License-Identifier: MIT
// Few people: dynamic programming over all sets of them.
#include "matching/peer_groups.hpp"

#include <algorithm>
#include <bit>

namespace peerdesk::matching {

namespace {

/// The best way for the lowest person of a set, with the best for those who then remain.
class BySets {
  public:
    explicit BySets(const PeerWeights& weights)
        : weights_(weights), triple_cost_(weights.ceiling()),
          left_out_cost_(triple_cost_ * static_cast<std::int64_t>(weights.size() + 1)),
          best_(std::size_t{1} << weights.size()) {
        for (std::uint32_t set = 1; set < best_.size(); ++set)
            best_[set] = best_for(set);
    }

    [[nodiscard]] PeerDivision division() const {
        PeerDivision result;
        for (auto set = static_cast<std::uint32_t>(best_.size() - 1); set != 0;) {
            const std::uint32_t group = best_[set].group;
            set &= ~group;
            if (std::popcount(group) == 1) continue;
            result.emplace_back();
            for (std::uint32_t rest = group; rest != 0; rest &= rest - 1)
                result.back().push_back(static_cast<std::uint32_t>(std::countr_zero(rest)));
        }
        return result;
    }

  private:
    struct Best {
        std::int64_t cost = 0;
        std::uint32_t group = 0; ///< of the lowest person, one bit each
    };

    [[nodiscard]] Best best_for(std::uint32_t set) const {
        const auto person = static_cast<std::uint32_t>(std::countr_zero(set));
        const std::uint32_t others = set & (set - 1);
        Best best{left_out_cost_ + best_[others].cost, set ^ others};
        const auto offer = [&](std::int64_t cost, std::uint32_t group) {
            cost += best_[set & ~group].cost;
            if (cost < best.cost) best = {cost, group};
        };
        for (std::uint32_t rest = others; rest != 0; rest &= rest - 1) {
            const auto second = static_cast<std::uint32_t>(std::countr_zero(rest));
            if (!weights_.may_meet(person, second)) continue;
            const std::uint32_t pair = 1U << person | 1U << second;
            const std::int64_t cost = weights_.cost(person, second);
            offer(cost, pair);
            for (std::uint32_t after = rest & (rest - 1); after != 0; after &= after - 1) {
                const auto third = static_cast<std::uint32_t>(std::countr_zero(after));
                if (!weights_.may_meet(person, third) || !weights_.may_meet(second, third))
                    continue;
                offer(triple_cost_ + cost + weights_.cost(person, third) +
                          weights_.cost(second, third),
                      pair | 1U << third);
            }
        }
        return best;
    }

    const PeerWeights& weights_;
    std::int64_t triple_cost_;
    std::int64_t left_out_cost_;
    std::vector<Best> best_;
};

} // namespace

PeerDivision divide_exactly(const PeerWeights& weights) {
    return BySets(weights).division();
}

} // namespace peerdesk::matching
