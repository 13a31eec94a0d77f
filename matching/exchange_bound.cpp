// SPDX-License-Identifier: MIT
#include "matching/exchange_bound.hpp"

#include "matching/network_simplex.hpp"

#include <algorithm>

namespace peerdesk::matching {

namespace {

std::vector<ExchangeEdge> all_edges(const ExchangeGraph& graph) {
    std::vector<ExchangeEdge> result;
    for (Position from = 0; from < graph.people(); ++from)
        for (const Position to : graph.taught_by(from))
            result.push_back({from, to});
    return result;
}

/// In how many steps people are reached from those who want nothing; `nobody` where never.
std::vector<Position> steps_from_givers(const ExchangeGraph& graph) {
    std::vector<Position> steps(graph.people(), nobody);
    std::vector<Position> reached;
    for (Position person = 0; person < graph.people(); ++person) {
        if (!graph.wants_nothing(person)) continue;
        steps[person] = 0;
        reached.push_back(person);
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const Position next : graph.taught_by(reached[i])) {
            if (steps[next] != nobody) continue;
            steps[next] = steps[reached[i]] + 1;
            reached.push_back(next);
        }
    }
    return steps;
}

/// The edges of all circles, and those that a chain of allowed length could reach.
std::vector<ExchangeEdge> possible_edges(const ExchangeGraph& graph, std::span<const Cycle> cycles,
                                         int chain_people_max) {
    std::vector<bool> is_possible(graph.people() * graph.people(), false);
    for (const Cycle& cycle : cycles) {
        const auto people = people_of(cycle);
        for (std::size_t i = 0; i < people.size(); ++i)
            is_possible[people[i] * graph.people() + people[(i + 1) % people.size()]] = true;
    }
    const std::vector<Position> steps = steps_from_givers(graph);
    std::vector<ExchangeEdge> result = all_edges(graph);
    std::erase_if(result, [&](const ExchangeEdge& edge) {
        const bool in_chain = steps[edge.from] != nobody &&
                              static_cast<std::int64_t>(steps[edge.from]) + 2 <= chain_people_max;
        return !in_chain && !is_possible[edge.from * graph.people() + edge.to];
    });
    return result;
}

/// A circulation: everybody is an arc "is taught" that gains one and is used once at most. The root
/// stands for the outside, from where only those who want nothing come, and where a chain may end.
int most_taught(const ExchangeGraph& graph, std::span<const ExchangeEdge> edges) {
    const auto count = static_cast<FlowNode>(graph.people());
    const auto taught = [](FlowNode person) { return 2 * person; };
    const auto teaching = [](FlowNode person) { return 2 * person + 1; };
    FlowStart start{.root = 2 * count};
    start.hung_by.assign(2 * graph.people() + 1, no_flow_arc);
    for (FlowNode person = 0; person < count; ++person) {
        const auto first = static_cast<FlowArcIndex>(start.arcs.size());
        start.hung_by[taught(person)] = first;
        start.hung_by[teaching(person)] = first + 1;
        start.arcs.push_back({taught(person), teaching(person), 1, -1});
        start.arcs.push_back({teaching(person), start.root, 1, 0});
        if (graph.wants_nothing(person)) start.arcs.push_back({start.root, teaching(person), 1, 0});
    }
    for (const ExchangeEdge& edge : edges)
        start.arcs.push_back({teaching(edge.from), taught(edge.to), 1, 0});
    start.flow.assign(start.arcs.size(), 0);
    return static_cast<int>(-cheapest_flow(start).cost);
}

} // namespace

int tight_bound(const ExchangeGraph& graph, std::span<const Cycle> cycles, int chain_people_max) {
    return most_taught(graph, possible_edges(graph, cycles, chain_people_max));
}

int exchange_upper_bound(std::span<const ExchangePerson> people,
                         std::span<const ExchangeEdge> edges) {
    const ExchangeGraph graph(people, edges);
    return most_taught(graph, all_edges(graph));
}

int exchange_tight_bound(std::span<const ExchangePerson> people,
                         std::span<const ExchangeEdge> edges, const ExchangeSettings& settings) {
    const ExchangeGraph graph(people, edges);
    const std::vector<Cycle> cycles = graph.cycles(settings.groups_max);
    if (cycles.size() >= settings.groups_max) return most_taught(graph, all_edges(graph));
    return tight_bound(graph, cycles, settings.chain_people_max);
}

} // namespace peerdesk::matching
