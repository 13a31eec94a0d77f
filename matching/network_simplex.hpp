// SPDX-License-Identifier: MIT
// Minimum-cost flow by the primal network simplex method: a flow is made cheaper along one cycle
// after the other, while a spanning tree tells where the next cycle runs.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace peerdesk::matching {

using FlowNode = std::uint32_t;
using FlowArcIndex = std::uint32_t;

inline constexpr FlowArcIndex no_flow_arc = std::numeric_limits<FlowArcIndex>::max();
/// Enough for every flow here; an arc with this capacity never holds a flow back.
inline constexpr std::int32_t unlimited_flow = std::numeric_limits<std::int32_t>::max() / 4;

struct FlowArc {
    FlowNode from = 0;
    FlowNode to = 0;
    std::int32_t capacity = 1; ///< at least 1
    std::int64_t cost = 0;     ///< of one unit; the sum over any path stays below 2^62

    bool operator==(const FlowArc&) const = default;
};

/// A network with a flow to begin with, which also says what every node gives and takes.
struct FlowStart {
    std::vector<FlowArc> arcs;
    std::vector<std::int32_t> flow; ///< of each arc; 0 or its capacity, but for the tree's arcs
    /// Of each node: the arc that hangs it on its parent; of the root: `no_flow_arc`. Along these
    /// arcs every node must be able to send one unit more to the root (a "strongly feasible" tree,
    /// which keeps the method from turning in circles).
    std::vector<FlowArcIndex> hung_by;
    FlowNode root = 0;
};

struct FlowResult {
    std::vector<std::int32_t> flow;      ///< of each arc
    std::vector<std::int64_t> potential; ///< of each node, the root's 0
    std::int64_t cost = 0;
    std::int64_t pivots = 0;
};

/// The cheapest flow with the same giving and taking as the start's. Whole numbers throughout, and
/// deterministic. With cost c and potentials p, every arc u -> v has c + p[u] - p[v] >= 0 where it
/// could carry more and <= 0 where it could carry less: the proof that no flow is cheaper.
///
/// Source: Ahuja, Magnanti, Orlin, Network Flows (1993), chapter 11: strongly feasible trees with
/// the last blocking arc leaving (Cunningham 1976), entering arcs by block search.
FlowResult cheapest_flow(const FlowStart& start);

} // namespace peerdesk::matching
