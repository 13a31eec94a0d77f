// SPDX-License-Identifier: MIT
#include "tests/matching/lemon_round.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <stdexcept>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace peerdesk::matching {

namespace {

/// The time the processor worked, so that other programs on the machine do not count.
std::chrono::duration<double, std::milli> worked() {
    return std::chrono::duration<double>(static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
}
using Graph = lemon::SmartDigraph;

int in_steps(double cost) {
    return static_cast<int>(std::llround(cost / round_cost_step));
}

struct Flow {
    Graph graph;
    Graph::ArcMap<int> cost{graph};
    Graph::ArcMap<int> capacity{graph};
    Graph::NodeMap<int> supply{graph};

    void add(Graph::Node from, Graph::Node to, double arc_cost) {
        const Graph::Arc arc = graph.addArc(from, to);
        cost[arc] = in_steps(arc_cost);
        capacity[arc] = 1;
    }
};

void build(Flow& flow, const RoundInstance& instance, const RoundSettings& settings) {
    std::vector<Graph::Node> mentees;
    std::vector<Graph::Node> mentors;
    const Graph::Node sink = flow.graph.addNode();
    flow.supply[sink] = -static_cast<int>(instance.mentees.size());
    for (const RoundMentee& mentee : instance.mentees) {
        mentees.push_back(flow.graph.addNode());
        flow.supply[mentees.back()] = 1;
        flow.add(mentees.back(), sink,
                 settings.waiting_cost + settings.waited_round_cost * mentee.rounds_waited);
    }
    for (const RoundMentor& mentor : instance.mentors) {
        mentors.push_back(flow.graph.addNode());
        flow.supply[mentors.back()] = 0;
        for (int k = 0; k < mentor.room; ++k) {
            const double load = mentor.load + k;
            flow.add(mentors.back(), sink, settings.load_cost * load * load);
        }
    }
    for (const RoundArc& arc : instance.arcs)
        flow.add(mentees[arc.mentee], mentors[arc.mentor], -arc.score);
}

} // namespace

LemonRound lemon_round(const RoundInstance& instance, const RoundSettings& settings) {
    const auto begin = worked();
    Flow flow;
    build(flow, instance, settings);
    lemon::NetworkSimplex<Graph, int, int> solver(flow.graph);
    solver.costMap(flow.cost).upperMap(flow.capacity).supplyMap(flow.supply);
    const auto ready = worked();
    if (solver.run() != lemon::NetworkSimplex<Graph, int, int>::OPTIMAL)
        throw std::runtime_error("LEMON found no optimum");
    const auto end = worked();
    return {static_cast<double>(solver.totalCost<std::int64_t>()) * round_cost_step, ready - begin,
            end - ready};
}

} // namespace peerdesk::matching
