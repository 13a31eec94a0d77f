// SPDX-License-Identifier: MIT
// Branch and bound: the next person to decide is the one with the fewest possible groups left; they
// get one of these, or none.
#include "matching/exchange_search.hpp"

#include <algorithm>
#include <numeric>

namespace peerdesk::matching {

namespace {

/// More possible groups than this are not tried: the proof would not end.
constexpr std::size_t proof_groups_max = 300;

/// All groups that are possible; empty when there are too many.
class PossibleGroups {
  public:
    PossibleGroups(const ExchangeGraph& graph, std::span<const Cycle> cycles, int chain_people_max)
        : graph_(graph),
          chain_people_max_(static_cast<std::size_t>(std::max(chain_people_max, 0))) {
        if (cycles.size() > proof_groups_max) return;
        for (const Cycle& cycle : cycles) {
            const auto people = people_of(cycle);
            groups_.push_back({ExchangeShape::cycle, {people.begin(), people.end()}});
        }
        for (Position person = 0; person < graph.people(); ++person)
            if (graph.wants_nothing(person)) extend({person});
        if (groups_.size() > proof_groups_max) groups_.clear();
    }

    [[nodiscard]] const std::vector<PackedGroup>& all() const { return groups_; }

  private:
    void extend(const std::vector<Position>& chain) {
        if (chain.size() >= chain_people_max_ || groups_.size() > proof_groups_max) return;
        for (const Position next : graph_.taught_by(chain.back())) {
            if (std::ranges::find(chain, next) != chain.end()) continue;
            auto longer = chain;
            longer.push_back(next);
            groups_.push_back({ExchangeShape::chain, longer});
            extend(longer);
        }
    }

    const ExchangeGraph& graph_;
    std::size_t chain_people_max_;
    std::vector<PackedGroup> groups_;
};

std::span<const Position> learners_of(const PackedGroup& group) {
    return std::span{group.people}.subspan(group.shape == ExchangeShape::chain ? 1 : 0);
}

class Proof {
  public:
    Proof(std::size_t people, std::span<const PackedGroup> groups, const Packed& start,
          std::int64_t steps)
        : groups_(groups), taken_(people, false), skipped_(people, false), best_(start),
          steps_(steps) {}

    Packed run() {
        std::vector<std::uint32_t> all(groups_.size());
        std::iota(all.begin(), all.end(), 0U);
        decide(0, all);
        best_.is_optimal = steps_ > 0;
        return best_;
    }

  private:
    using Groups = std::vector<std::uint32_t>; ///< ascending numbers

    [[nodiscard]] bool is_possible(std::uint32_t group) const {
        return std::ranges::none_of(groups_[group].people,
                                    [this](Position each) { return taken_[each]; }) &&
               std::ranges::none_of(learners_of(groups_[group]),
                                    [this](Position each) { return skipped_[each]; });
    }

    [[nodiscard]] int worth(std::uint32_t group) const {
        return static_cast<int>(learners_of(groups_[group]).size());
    }

    /// In how many of the groups each person learns.
    [[nodiscard]] std::vector<int> counts(const Groups& groups) const {
        std::vector<int> result(taken_.size(), 0);
        for (const std::uint32_t group : groups)
            for (const Position learner : learners_of(groups_[group]))
                ++result[learner];
        return result;
    }

    void decide(int learners, const Groups& before) {
        if (--steps_ <= 0) return;
        if (learners > best_.learners) remember(learners);
        Groups possible = before;
        std::erase_if(possible, [this](std::uint32_t group) { return !is_possible(group); });
        if (possible.empty()) return;
        const std::vector<int> in_groups = counts(possible);
        const auto reachable =
            static_cast<int>(std::ranges::count_if(in_groups, [](int count) { return count > 0; }));
        const int missing = best_.learners - learners;
        if (reachable <= missing || most_by_prices(possible) <= missing) return;
        Position narrowest = nobody;
        for (Position person = 0; person < in_groups.size(); ++person)
            if (in_groups[person] > 0 &&
                (narrowest == nobody || in_groups[person] < in_groups[narrowest]))
                narrowest = person;
        branch(learners, narrowest, possible);
    }

    void branch(int learners, Position person, const Groups& possible) {
        Groups own;
        for (const std::uint32_t group : possible)
            if (std::ranges::count(learners_of(groups_[group]), person) > 0) own.push_back(group);
        std::ranges::sort(own, [this](std::uint32_t left, std::uint32_t right) {
            return std::pair(-worth(left), left) < std::pair(-worth(right), right);
        });
        for (const std::uint32_t group : own) {
            set_taken(group, true);
            chosen_.push_back(group);
            decide(learners + worth(group), possible);
            chosen_.pop_back();
            set_taken(group, false);
        }
        skipped_[person] = true;
        decide(learners, possible);
        skipped_[person] = false;
    }

    /// Prices on people, so that each group's people cost no less than the group is worth: then no
    /// choice of groups that share nobody is worth more than all prices together (the dual of the
    /// packing). Whoever is in most groups is priced first; then each price falls as far as it may.
    [[nodiscard]] int most_by_prices(const Groups& possible) const {
        std::vector<int> prices(taken_.size(), 0);
        Groups unpriced = possible;
        while (!unpriced.empty()) {
            const std::vector<int> in_groups = counts(unpriced);
            const auto person =
                static_cast<Position>(std::ranges::max_element(in_groups) - in_groups.begin());
            std::erase_if(unpriced, [&](std::uint32_t group) {
                if (std::ranges::count(learners_of(groups_[group]), person) == 0) return false;
                prices[person] = std::max(prices[person], worth(group));
                return true;
            });
        }
        int sum = 0;
        for (Position person = 0; person < prices.size(); ++person) {
            if (prices[person] == 0) continue;
            int needed = 0;
            for (const std::uint32_t group : possible) {
                const auto learners = learners_of(groups_[group]);
                if (std::ranges::count(learners, person) == 0) continue;
                int others = 0;
                for (const Position each : learners)
                    others += each == person ? 0 : prices[each];
                needed = std::max(needed, worth(group) - others);
            }
            prices[person] = needed;
            sum += needed;
        }
        return sum;
    }

    void set_taken(std::uint32_t group, bool is_taken) {
        for (const Position person : groups_[group].people)
            taken_[person] = is_taken;
    }

    void remember(int learners) {
        best_ = {.learners = learners};
        for (const std::uint32_t group : chosen_)
            best_.groups.push_back(groups_[group]);
    }

    std::span<const PackedGroup> groups_;
    std::vector<bool> taken_;   ///< is in a chosen group
    std::vector<bool> skipped_; ///< was decided to learn nothing
    std::vector<std::uint32_t> chosen_;
    Packed best_;
    std::int64_t steps_;
};

} // namespace

Packed proven(const ExchangeGraph& graph, std::span<const Cycle> cycles, const Packed& start,
              const ExchangeSettings& settings) {
    const PossibleGroups possible(graph, cycles, settings.chain_people_max);
    if (possible.all().empty()) {
        Packed result = start;
        result.is_optimal = cycles.empty() && start.learners == 0; // else there are too many
        return result;
    }
    return Proof(graph.people(), possible.all(), start, settings.proof_steps).run();
}

} // namespace peerdesk::matching
