// SPDX-License-Identifier: MIT
#include "matching/exchange_search.hpp"

#include "matching/weighted_matching.hpp"

#include <algorithm>
#include <cmath>

namespace peerdesk::matching {

namespace {

/// Up to so many people in circles of two the most such circles are found exactly.
constexpr std::size_t exact_pairs_max = 1200;
/// A small graph needs no more than so many steps for each possible group.
constexpr std::int64_t steps_for_each = 5000;
/// A loss of so many learners is taken with probability 1/e, at the start and at the end.
constexpr double heat_first = 0.6;
constexpr double heat_last = 0.18;
constexpr int heat_levels = 64;
/// A loss beyond this is never taken.
constexpr std::size_t loss_max = 6;
/// One step in so many tries a chain, where there are any.
constexpr std::uint32_t chain_one_in = 4;
/// What chance decides must not depend on anything but the input.
constexpr std::uint64_t search_seed = 2026;

Packed as_packed(const Packing& packing) {
    return {packing.groups(), packing.learners(), false};
}

std::vector<Position> matched_pairs(const ExchangeGraph& graph, std::span<const Cycle> cycles) {
    std::vector<Position> people;
    std::vector<Position> number(graph.people(), nobody);
    for (const Cycle& cycle : cycles) {
        if (cycle[2] != nobody) continue;
        for (const Position person : people_of(cycle)) {
            if (number[person] != nobody) continue;
            number[person] = static_cast<Position>(people.size());
            people.push_back(person);
        }
    }
    std::vector<Position> mates(graph.people(), nobody);
    if (people.size() > exact_pairs_max) return mates; // circles are then filled in as they come
    PairWeights weights(people.size());
    for (const Cycle& cycle : cycles)
        if (cycle[2] == nobody) weights.set(number[cycle[0]], number[cycle[1]], 1);
    const auto partners = heaviest_matching(weights);
    for (std::size_t i = 0; i < people.size(); ++i)
        if (partners[i] != no_partner) mates[people[i]] = people[partners[i]];
    return mates;
}

/// How likely a loss is taken, as a threshold for 32 drawn bits.
std::array<std::uint64_t, loss_max + 1> thresholds(double heat) {
    std::array<std::uint64_t, loss_max + 1> result{};
    for (std::size_t loss = 0; loss <= loss_max; ++loss)
        result[loss] =
            static_cast<std::uint64_t>(std::exp(-static_cast<double>(loss) / heat) * 4294967296.0);
    return result;
}

class Annealing {
  public:
    Annealing(const ExchangeGraph& graph, std::span<const Cycle> cycles, const Packed& start,
              const ExchangeSettings& settings)
        : graph_(graph), cycles_(cycles), settings_(settings),
          packing_(graph, cycles, settings.chain_people_max), best_(start), draw_(search_seed) {
        for (const PackedGroup& group : start.groups)
            packing_.put(group.shape, group.people, draw_);
        packing_.fill(draw_);
        keep_if_better();
        if (settings.chain_people_max < 2) return;
        for (Position person = 0; person < graph.people(); ++person)
            if (graph.wants_nothing(person) && !graph.taught_by(person).empty())
                starters_.push_back(person);
    }

    Packed run(int bound) {
        if (cycles_.empty() && starters_.empty()) return best_;
        const double cooling = std::pow(heat_last / heat_first, 1.0 / (heat_levels - 1));
        double heat = heat_first;
        const std::int64_t steps = steps_on_level();
        for (int level = 0; level < heat_levels; ++level, heat *= cooling) {
            const auto taken = thresholds(heat);
            for (std::int64_t i = 0; i < steps; ++i) {
                step(taken);
                if (best_.learners >= bound) return best_;
            }
        }
        return best_;
    }

  private:
    /// Chains are not counted beforehand; edges stand for them.
    [[nodiscard]] std::int64_t steps_on_level() const {
        std::size_t possible = cycles_.size();
        for (Position person = 0; !starters_.empty() && person < graph_.people(); ++person)
            possible += graph_.taught_by(person).size();
        const auto enough = static_cast<std::int64_t>(possible) * steps_for_each;
        return std::min(enough, settings_.search_steps) / heat_levels + 1;
    }

    void keep_if_better() {
        if (packing_.learners() > best_.learners) best_ = as_packed(packing_);
    }

    void step(std::span<const std::uint64_t> taken) {
        const bool is_chain =
            !starters_.empty() && (cycles_.empty() || draw_.below(chain_one_in) == 0);
        const ExchangeShape shape = is_chain ? ExchangeShape::chain : ExchangeShape::cycle;
        const auto people =
            is_chain ? drawn_chain() : people_of(cycles_[draw_.below(cycles_.size())]);
        const int gain = packing_.gain(shape, people);
        const auto loss = static_cast<std::size_t>(std::max(-gain, 0));
        if (loss > loss_max || (draw_.next() >> 32U) >= taken[loss]) return;
        packing_.put(shape, people, draw_);
        keep_if_better();
    }

    /// A walk from somebody who wants nothing.
    std::span<const Position> drawn_chain() {
        chain_.assign(1, starters_[draw_.below(starters_.size())]);
        const std::size_t size =
            2 + draw_.below(static_cast<std::size_t>(settings_.chain_people_max - 1));
        while (chain_.size() < size) {
            const auto learners = graph_.taught_by(chain_.back());
            if (learners.empty()) break;
            const Position next = learners[draw_.below(learners.size())];
            if (std::ranges::find(chain_, next) != chain_.end()) break;
            chain_.push_back(next);
        }
        return chain_;
    }

    const ExchangeGraph& graph_;
    std::span<const Cycle> cycles_;
    const ExchangeSettings& settings_;
    Packing packing_;
    Packed best_;
    SeededDraw draw_;
    std::vector<Position> starters_;
    std::vector<Position> chain_;
};

} // namespace

Packed pairs_first(const ExchangeGraph& graph, std::span<const Cycle> cycles,
                   const ExchangeSettings& settings) {
    SeededDraw draw{search_seed};
    Packing packing(graph, cycles, settings.chain_people_max);
    const auto mates = matched_pairs(graph, cycles);
    for (Position person = 0; person < graph.people(); ++person)
        if (mates[person] != nobody && person < mates[person])
            packing.put(ExchangeShape::cycle, std::array{person, mates[person]}, draw);
    packing.fill(draw);
    return as_packed(packing);
}

Packed annealed(const ExchangeGraph& graph, std::span<const Cycle> cycles, const Packed& start,
                int bound, const ExchangeSettings& settings) {
    return Annealing(graph, cycles, start, settings).run(bound);
}

} // namespace peerdesk::matching
