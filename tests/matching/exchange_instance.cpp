// SPDX-License-Identifier: MIT
#include "tests/matching/exchange_instance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

namespace peerdesk::matching {

namespace {

using Skills = std::vector<std::uint32_t>;

/// `count` different skills, none of `without`, each drawn by its weight.
Skills drawn(std::mt19937_64& random, const std::vector<double>& weights, std::uint32_t count,
             const Skills& without) {
    double sum = 0;
    for (const double weight : weights)
        sum += weight;
    Skills result;
    while (result.size() < count) {
        double at = static_cast<double>(random() >> 11U) / 9007199254740992.0 * sum;
        std::uint32_t skill = 0;
        while (skill + 1 < weights.size() && at >= weights[skill])
            at -= weights[skill++];
        if (std::ranges::find(result, skill) == result.end() &&
            std::ranges::find(without, skill) == without.end())
            result.push_back(skill);
    }
    return result;
}

} // namespace

ExchangeInstance exchange_instance(const ExchangeSize& size, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    std::vector<double> popular;
    for (std::uint32_t skill = 1; skill <= size.skills; ++skill)
        popular.push_back(std::pow(skill, -0.75));
    const std::vector<double> rare(popular.rbegin(), popular.rend());
    ExchangeInstance result;
    std::vector<Skills> offers;
    std::vector<Skills> wants;
    for (std::uint32_t person = 0; person < size.people; ++person) {
        const bool is_giver = person < size.givers;
        result.people.push_back({person + 1, is_giver});
        offers.push_back(drawn(random, popular, size.offered, {}));
        wants.push_back(is_giver ? Skills{} : drawn(random, rare, size.wanted, offers.back()));
    }
    for (std::uint32_t from = 0; from < size.people; ++from)
        for (std::uint32_t to = 0; to < size.people; ++to)
            if (from != to &&
                std::ranges::find_first_of(offers[from], wants[to]) != offers[from].end())
                result.edges.push_back({from, to});
    return result;
}

bool is_sound(const ExchangePlan& plan, const ExchangeInstance& instance, int chain_people_max) {
    std::map<std::int64_t, std::uint32_t> position;
    for (std::uint32_t i = 0; i < instance.people.size(); ++i)
        position[instance.people[i].id] = i;
    std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const ExchangeEdge& edge : instance.edges)
        edges.emplace(edge.from, edge.to);
    std::set<std::int64_t> seen;
    int learners = 0;
    for (const ExchangeGroup& group : plan.groups) {
        const bool is_cycle = group.shape == ExchangeShape::cycle;
        const std::size_t size = group.people.size();
        if (size < 2 || size > static_cast<std::size_t>(is_cycle ? 3 : chain_people_max))
            return false;
        learners += static_cast<int>(size) - (is_cycle ? 0 : 1);
        for (std::size_t i = 0; i < size; ++i) {
            if (!position.contains(group.people[i]) || !seen.insert(group.people[i]).second)
                return false;
            const bool is_giver = instance.people[position[group.people[i]]].wants_nothing;
            if (is_giver != (!is_cycle && i == 0)) return false;
            const std::int64_t next = group.people[(i + 1) % size];
            if ((is_cycle || i + 1 < size) &&
                !edges.contains({position[group.people[i]], position[next]}))
                return false;
        }
    }
    return learners == plan.learners;
}

} // namespace peerdesk::matching
