// SPDX-License-Identifier: MIT
// Branch and bound: the next person to decide is the one with the fewest possible groups left; they
// get one of these, or none.
#include "matching/exchange_search.hpp"

#include <algorithm>
#include <array>

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
          steps_(steps) {
        std::vector<std::pair<Position, std::uint32_t>> pairs;
        for (std::uint32_t i = 0; i < groups.size(); ++i)
            for (const Position learner : learners_of(groups[i]))
                pairs.emplace_back(learner, i);
        groups_of_ = PersonRows(people, pairs);
    }

    Packed run() {
        decide(0);
        best_.is_optimal = steps_ > 0;
        return best_;
    }

  private:
    struct Choice {
        Position person = nobody;
        std::vector<std::uint32_t> groups;
        int reachable = 0; ///< people who could still learn
    };

    [[nodiscard]] bool is_possible(std::uint32_t group) const {
        return std::ranges::none_of(groups_[group].people,
                                    [this](Position each) { return taken_[each]; }) &&
               std::ranges::none_of(learners_of(groups_[group]),
                                    [this](Position each) { return skipped_[each]; });
    }

    Choice narrowest() const {
        Choice best;
        for (Position person = 0; person < taken_.size(); ++person) {
            if (taken_[person] || skipped_[person]) continue;
            std::vector<std::uint32_t> possible;
            for (const std::uint32_t group : groups_of_[person])
                if (is_possible(group)) possible.push_back(group);
            if (possible.empty()) continue;
            ++best.reachable;
            if (best.person != nobody && possible.size() >= best.groups.size()) continue;
            best.person = person;
            best.groups = std::move(possible);
        }
        return best;
    }

    void decide(int learners) {
        if (--steps_ <= 0) return;
        if (learners > best_.learners) remember(learners);
        Choice choice = narrowest();
        if (choice.person == nobody || learners + choice.reachable <= best_.learners) return;
        std::ranges::sort(choice.groups, [this](std::uint32_t left, std::uint32_t right) {
            const auto sizes =
                std::pair(learners_of(groups_[left]).size(), learners_of(groups_[right]).size());
            return sizes.first != sizes.second ? sizes.first > sizes.second : left < right;
        });
        for (const std::uint32_t group : choice.groups) {
            set_taken(group, true);
            chosen_.push_back(group);
            decide(learners + static_cast<int>(learners_of(groups_[group]).size()));
            chosen_.pop_back();
            set_taken(group, false);
        }
        skipped_[choice.person] = true;
        decide(learners);
        skipped_[choice.person] = false;
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
    PersonRows groups_of_;      ///< groups in which a person learns
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
