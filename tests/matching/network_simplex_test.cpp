// SPDX-License-Identifier: MIT
#include "matching/network_simplex.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace peerdesk::matching {
namespace {

/// Every node hangs on the root by an arc that is dear and holds as much as one likes, so that any
/// giving and taking can be started with.
FlowStart random_flow(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const auto nodes = static_cast<FlowNode>(2 + random() % 12);
    FlowStart start{.root = static_cast<FlowNode>(random() % nodes)};
    start.hung_by.assign(nodes, no_flow_arc);
    for (FlowNode node = 0; node < nodes; ++node) {
        if (node == start.root) continue;
        start.hung_by[node] = static_cast<FlowArcIndex>(start.arcs.size());
        const bool gives = random() % 2 == 0;
        const auto amount = static_cast<std::int32_t>(gives ? random() % 4 : 1 + random() % 3);
        start.arcs.push_back(gives ? FlowArc{node, start.root, unlimited_flow, 1000}
                                   : FlowArc{start.root, node, unlimited_flow, 1000});
        start.flow.push_back(amount);
    }
    for (std::uint64_t i = 0; i < 4 * nodes; ++i) {
        const auto from = static_cast<FlowNode>(random() % nodes);
        const auto to = static_cast<FlowNode>(random() % nodes);
        if (from == to) continue;
        start.arcs.push_back({from, to, static_cast<std::int32_t>(1 + random() % 3),
                              static_cast<std::int64_t>(random() % 40) - 10});
        // Full from the start, some of them: that may be undone.
        start.flow.push_back(random() % 4 == 0 ? start.arcs.back().capacity : 0);
    }
    return start;
}

std::vector<std::int64_t> balance(const FlowStart& start, const std::vector<std::int32_t>& flow) {
    std::vector<std::int64_t> result(start.hung_by.size(), 0);
    for (std::size_t arc = 0; arc < start.arcs.size(); ++arc) {
        result[start.arcs[arc].from] += flow[arc];
        result[start.arcs[arc].to] -= flow[arc];
    }
    return result;
}

TEST(NetworkSimplex, a_flow_that_cannot_be_changed_stays) {
    const FlowStart line{{{0, 1, unlimited_flow, 7}}, {3}, {0, no_flow_arc}, 1};
    const FlowResult result = cheapest_flow(line);
    EXPECT_EQ(result.flow, (std::vector<std::int32_t>{3}));
    EXPECT_EQ(result.cost, 21);
    EXPECT_EQ(result.potential, (std::vector<std::int64_t>{-7, 0}));
}

TEST(NetworkSimplex, the_cheaper_way_is_filled_first) {
    const FlowStart two{{{0, 1, unlimited_flow, 7}, {0, 1, 2, 1}}, {3, 0}, {0, no_flow_arc}, 1};
    const FlowResult result = cheapest_flow(two);
    EXPECT_EQ(result.flow, (std::vector<std::int32_t>{1, 2}));
    EXPECT_EQ(result.cost, 9);
}

TEST(NetworkSimplex, what_everybody_gives_and_takes_stays_and_the_potentials_prove_the_optimum) {
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        const FlowStart start = random_flow(seed);
        const FlowResult result = cheapest_flow(start);
        ASSERT_EQ(balance(start, result.flow), balance(start, start.flow)) << "seed " << seed;
        ASSERT_EQ(result.potential[start.root], 0);
        std::int64_t cost = 0;
        for (std::size_t i = 0; i < start.arcs.size(); ++i) {
            const FlowArc& arc = start.arcs[i];
            const std::int64_t reduced =
                arc.cost + result.potential[arc.from] - result.potential[arc.to];
            ASSERT_GE(result.flow[i], 0);
            ASSERT_LE(result.flow[i], arc.capacity);
            if (result.flow[i] < arc.capacity) ASSERT_GE(reduced, 0) << "seed " << seed;
            if (result.flow[i] > 0) ASSERT_LE(reduced, 0) << "seed " << seed;
            cost += arc.cost * result.flow[i];
        }
        ASSERT_EQ(result.cost, cost);
    }
}

} // namespace
} // namespace peerdesk::matching
