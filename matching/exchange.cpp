// SPDX-License-Identifier: MIT
#include "matching/exchange.hpp"

#include "matching/exchange_search.hpp"
#include "matching/network_simplex.hpp"

#include <algorithm>
#include <set>

namespace peerdesk::matching {

namespace {

ExchangeGroup named(const PackedGroup& group, std::span<const ExchangePerson> people) {
    ExchangeGroup result{.shape = group.shape};
    for (const Position person : group.people)
        result.people.push_back(people[person].id);
    if (group.shape == ExchangeShape::cycle)
        std::ranges::rotate(result.people, std::ranges::min_element(result.people));
    return result;
}

void sort_groups(ExchangePlan& plan) {
    std::ranges::sort(plan.groups, {}, [](const ExchangeGroup& group) { return group.people[0]; });
}

int learners_of(const ExchangeGroup& group) {
    return static_cast<int>(group.people.size()) - (group.shape == ExchangeShape::chain ? 1 : 0);
}

} // namespace

ExchangePlan plan_exchange(std::span<const ExchangePerson> people,
                           std::span<const ExchangeEdge> edges, const ExchangeSettings& settings) {
    const ExchangeGraph graph(people, edges);
    const std::vector<Cycle> cycles = graph.cycles(settings.groups_max);
    const int bound = exchange_upper_bound(people, edges);
    Packed best = annealed(graph, cycles, pairs_first(graph, cycles, settings), bound, settings);
    if (best.learners < bound && cycles.size() < settings.groups_max)
        best = proven(graph, cycles, best, settings);
    ExchangePlan plan{.learners = best.learners,
                      .is_optimal = best.is_optimal || best.learners >= bound};
    for (const PackedGroup& group : best.groups)
        plan.groups.push_back(named(group, people));
    sort_groups(plan);
    return plan;
}

/// A circulation: everybody is an arc "is taught" that gains one and is used once at most. The root
/// stands for the outside, from where only those who want nothing come, and where a chain may end.
int exchange_upper_bound(std::span<const ExchangePerson> people,
                         std::span<const ExchangeEdge> edges) {
    const auto count = static_cast<FlowNode>(people.size());
    const auto taught = [](FlowNode person) { return 2 * person; };
    const auto teaching = [](FlowNode person) { return 2 * person + 1; };
    FlowStart start{.root = 2 * count};
    start.hung_by.assign(2 * people.size() + 1, no_flow_arc);
    for (FlowNode person = 0; person < count; ++person) {
        const auto first = static_cast<FlowArcIndex>(start.arcs.size());
        start.hung_by[taught(person)] = first;
        start.hung_by[teaching(person)] = first + 1;
        start.arcs.push_back({taught(person), teaching(person), 1, -1});
        start.arcs.push_back({teaching(person), start.root, 1, 0});
        if (people[person].wants_nothing)
            start.arcs.push_back({start.root, teaching(person), 1, 0});
    }
    for (const ExchangeEdge& edge : edges)
        if (edge.from != edge.to && !people[edge.to].wants_nothing)
            start.arcs.push_back({teaching(edge.from), taught(edge.to), 1, 0});
    start.flow.assign(start.arcs.size(), 0);
    return static_cast<int>(-cheapest_flow(start).cost);
}

ExchangePlan repair_exchange(const ExchangePlan& plan, std::int64_t declined,
                             std::span<const ExchangePerson> people,
                             std::span<const ExchangeEdge> edges,
                             const ExchangeSettings& settings) {
    std::set<std::int64_t> available;
    for (const ExchangePerson& person : people)
        available.insert(person.id);
    available.erase(declined);
    ExchangePlan result;
    for (const ExchangeGroup& group : plan.groups) {
        const bool stays = std::ranges::all_of(
            group.people, [&](std::int64_t id) { return available.contains(id); });
        if (!stays) continue;
        result.groups.push_back(group);
        result.learners += learners_of(group);
    }
    for (const ExchangeGroup& group : result.groups)
        for (const std::int64_t id : group.people)
            available.erase(id);

    std::vector<ExchangePerson> others;
    std::vector<Position> number(people.size(), nobody);
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!available.contains(people[i].id)) continue;
        number[i] = static_cast<Position>(others.size());
        others.push_back(people[i]);
    }
    std::vector<ExchangeEdge> between;
    for (const ExchangeEdge& edge : edges)
        if (number[edge.from] != nobody && number[edge.to] != nobody)
            between.push_back({number[edge.from], number[edge.to]});
    ExchangePlan rest = plan_exchange(others, between, settings);
    result.is_optimal = result.groups.empty() && rest.is_optimal;
    result.learners += rest.learners;
    result.groups.insert(result.groups.end(), rest.groups.begin(), rest.groups.end());
    sort_groups(result);
    return result;
}

} // namespace peerdesk::matching
