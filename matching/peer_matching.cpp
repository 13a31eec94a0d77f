// SPDX-License-Identifier: MIT
// Many people: pairs by a maximum-weight matching, then triples with exchanges.
#include "matching/peer_groups.hpp"

#include <algorithm>
#include <optional>

namespace peerdesk::matching {

namespace {

/// Pairs that one exchange may change: measured with an odd number, more bring nothing.
constexpr std::size_t exchange_steps_max = 4;

class ByMatching {
  public:
    explicit ByMatching(const PeerWeights& weights) : weights_(weights) {
        const auto people = static_cast<std::uint32_t>(weights.size());
        PairWeights pairs(people + people % 2);
        for (std::uint32_t left = 0; left < people; ++left)
            for (std::uint32_t right = 0; right < left; ++right)
                if (weights.may_meet(left, right))
                    pairs.set(left, right, weights.ceiling() - weights.cost(left, right));
        // Nobody, whose partner is over: the one who will join a pair at the least cost.
        for (std::uint32_t person = 0; people % 2 != 0 && person < people; ++person)
            if (const auto cost = least_cost_of_joining(person))
                pairs.set(people, person, weights.ceiling() - *cost);
        const auto mates = heaviest_matching(pairs);
        for (std::uint32_t person = 0; person < people; ++person) {
            if (mates[person] >= people) alone_.push_back(person);
            if (mates[person] < people && person < mates[person])
                groups_.push_back({person, mates[person]});
        }
    }

    PeerDivision division() {
        place_the_rest();
        for (const std::uint32_t person : alone_)
            make_room_for(person);
        group_of_.resize(weights_.size());
        for (std::size_t group = 0; group < groups_.size(); ++group)
            for (const std::uint32_t person : groups_[group])
                group_of_[person] = group;
        for (std::size_t group = 0; group < groups_.size(); ++group)
            if (groups_[group].size() == 3) improve(group);
        return groups_;
    }

  private:
    /// With the two who suit them best, if these made up a pair; none when there are no two.
    [[nodiscard]] std::optional<std::int64_t> least_cost_of_joining(std::uint32_t person) const {
        std::vector<std::int64_t> costs;
        for (std::uint32_t other = 0; other < weights_.size(); ++other)
            if (other != person && weights_.may_meet(person, other))
                costs.push_back(weights_.cost(person, other));
        if (costs.size() < 2) return std::nullopt;
        std::ranges::partial_sort(costs, costs.begin() + 2);
        return costs[0] + costs[1];
    }

    /// Who joins which pair is a matching again, between those over and the pairs.
    void place_the_rest() {
        const std::size_t over = alone_.size();
        if (over == 0) return;
        PairWeights joining(over + groups_.size());
        for (std::size_t i = 0; i < over; ++i)
            for (std::size_t group = 0; group < groups_.size(); ++group)
                if (weights_.may_join(groups_[group], alone_[i]))
                    joining.set(i, over + group,
                                2 * weights_.ceiling() -
                                    weights_.cost_of_joining(groups_[group], alone_[i]));
        const auto mates = heaviest_matching(joining);
        PeerPositions left;
        for (std::size_t i = 0; i < over; ++i) {
            if (mates[i] == no_partner)
                left.push_back(alone_[i]);
            else
                groups_[mates[i] - over].push_back(alone_[i]);
        }
        alone_ = std::move(left);
    }

    /// Somebody nobody can take in: may a pair change for them, and its other one go elsewhere?
    void make_room_for(std::uint32_t person) {
        for (std::size_t from = 0; from < groups_.size(); ++from) {
            for (const std::size_t place : {std::size_t{0}, std::size_t{1}}) {
                const std::uint32_t goes = groups_[from][place];
                const std::uint32_t stays = groups_[from][1 - place];
                if (groups_[from].size() != 2 || !weights_.may_meet(person, stays)) continue;
                for (std::size_t to = 0; to < groups_.size(); ++to) {
                    if (to == from || groups_[to].size() != 2 ||
                        !weights_.may_join(groups_[to], goes))
                        continue;
                    groups_[from] = {stays, person};
                    groups_[to].push_back(goes);
                    return;
                }
            }
        }
    }

    /// Somebody leaves the triple, takes somebody else's partner, who takes another's, and so on;
    /// the last one comes into the triple. Each is who loses their partner, in this order.
    struct Exchange {
        std::int64_t change = 0;
        std::size_t leaves = 0; ///< place in the triple
        PeerPositions freed;
    };

    void improve(std::size_t triple) {
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            const Exchange best = best_exchange(triple);
            if (best.change >= 0) return;
            std::uint32_t looking = groups_[triple][best.leaves];
            for (const std::uint32_t freed : best.freed) {
                PeerPositions& pair = groups_[group_of_[freed]];
                pair = {pair[0] == freed ? pair[1] : pair[0], looking};
                group_of_[looking] = group_of_[freed];
                looking = freed;
            }
            groups_[triple][best.leaves] = looking;
            group_of_[looking] = triple;
        }
    }

    [[nodiscard]] Exchange best_exchange(std::size_t triple) const {
        Exchange best;
        for (std::size_t leaves = 0; leaves < 3; ++leaves) {
            PeerPositions two = groups_[triple];
            const std::uint32_t leaving = two[leaves];
            two.erase(two.begin() + static_cast<std::ptrdiff_t>(leaves));
            const std::int64_t gained = weights_.cost_of_joining(two, leaving);
            const auto steps = ways_from(leaving);
            for (std::size_t last = 1; last < steps.size(); ++last) {
                for (std::uint32_t freed = 0; freed < weights_.size(); ++freed) {
                    if (!steps[last][freed].is_open() || !weights_.may_join(two, freed)) continue;
                    const std::int64_t change =
                        steps[last][freed].cost - gained + weights_.cost_of_joining(two, freed);
                    if (change < best.change) best = {change, leaves, way_to(steps, last, freed)};
                }
            }
        }
        return best;
    }

    struct Step {
        std::int64_t cost = 0;
        std::uint32_t before = no_partner; ///< who lost their partner before; none: no way here
        [[nodiscard]] bool is_open() const { return before != no_partner; }
    };
    using Steps = std::vector<std::vector<Step>>; ///< by number of steps, by person

    /// The cheapest ways for a person to lose their partner in so many steps (Bellman and Ford).
    [[nodiscard]] Steps ways_from(std::uint32_t leaving) const {
        Steps steps(1, std::vector<Step>(weights_.size()));
        steps[0][leaving].before = leaving;
        while (steps.size() <= exchange_steps_max) {
            steps.emplace_back(weights_.size());
            for (std::uint32_t looking = 0; looking < weights_.size(); ++looking)
                if (steps[steps.size() - 2][looking].is_open()) go_on(steps, looking);
        }
        return steps;
    }

    void go_on(Steps& steps, std::uint32_t looking) const {
        const std::size_t last = steps.size() - 1;
        const PeerPositions way = way_to(steps, last - 1, looking);
        std::vector<bool> is_used(groups_.size(), false);
        for (const std::uint32_t person : way)
            is_used[group_of_[person]] = true;
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            if (groups_[group].size() != 2 || is_used[group]) continue;
            for (const std::size_t place : {std::size_t{0}, std::size_t{1}}) {
                const std::uint32_t partner = groups_[group][place];
                const std::uint32_t freed = groups_[group][1 - place];
                if (!weights_.may_meet(looking, partner)) continue;
                const std::int64_t cost = steps[last - 1][looking].cost +
                                          weights_.cost(looking, partner) -
                                          weights_.cost(partner, freed);
                Step& step = steps[last][freed];
                if (!step.is_open() || cost < step.cost) step = {cost, looking};
            }
        }
    }

    [[nodiscard]] static PeerPositions way_to(const Steps& steps, std::size_t last,
                                              std::uint32_t freed) {
        PeerPositions way;
        for (; last > 0; --last) {
            way.push_back(freed);
            freed = steps[last][freed].before;
        }
        std::ranges::reverse(way);
        return way;
    }

    const PeerWeights& weights_;
    PeerDivision groups_;
    PeerPositions alone_;
    std::vector<std::size_t> group_of_; ///< of each person, once all are placed
};

} // namespace

PeerDivision divide_by_matching(const PeerWeights& weights) {
    return ByMatching(weights).division();
}

} // namespace peerdesk::matching
