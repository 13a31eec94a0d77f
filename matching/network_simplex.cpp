// SPDX-License-Identifier: MIT
#include "matching/network_simplex.hpp"

#include <algorithm>
#include <cmath>

namespace peerdesk::matching {

namespace {

constexpr FlowNode no_node = std::numeric_limits<FlowNode>::max();

/// Arcs looked at before the best of them enters the tree: this many times the root of their
/// number (measured: one costs a quarter more time in rounds, four a fifth).
constexpr double block_factor = 2;
constexpr std::size_t block_min = 32;

std::size_t block_of(std::size_t arcs) {
    const double size = block_factor * std::sqrt(static_cast<double>(arcs));
    return std::max(block_min, static_cast<std::size_t>(size));
}

/// Where an arc outside the tree stands. The sign makes "could become cheaper" one comparison.
enum State : std::int8_t { at_capacity = -1, in_tree = 0, at_zero = 1 };

/// The spanning tree: each node knows its parent, its children as a a list, its depth.
class Tree {
  public:
    struct Place {
        FlowNode parent = no_node;
        FlowArcIndex arc = no_flow_arc; ///< to the parent
        FlowNode first_child = no_node;
        FlowNode next = no_node;
        FlowNode previous = no_node;
        std::uint32_t depth = 0;
    };

    explicit Tree(std::size_t nodes) : places_(nodes) {}

    [[nodiscard]] const Place& operator[](FlowNode node) const { return places_[node]; }

    void hang(FlowNode node, FlowNode parent, FlowArcIndex arc) {
        Place& place = places_[node];
        place.parent = parent;
        place.arc = arc;
        place.previous = no_node;
        place.next = places_[parent].first_child;
        if (place.next != no_node) places_[place.next].previous = node;
        places_[parent].first_child = node;
    }

    void take_off(FlowNode node) {
        const Place& place = places_[node];
        if (place.next != no_node) places_[place.next].previous = place.previous;
        if (place.previous != no_node)
            places_[place.previous].next = place.next;
        else
            places_[place.parent].first_child = place.next;
    }

    /// Visits `top` and all below it, parents first, and sets their depths.
    void walk(FlowNode top, auto visit) {
        for (FlowNode node = top;;) {
            Place& place = places_[node];
            place.depth = place.parent == no_node ? 0 : places_[place.parent].depth + 1;
            visit(node);
            if (place.first_child != no_node) {
                node = place.first_child;
                continue;
            }
            while (node != top && places_[node].next == no_node)
                node = places_[node].parent;
            if (node == top) return;
            node = places_[node].next;
        }
    }

    /// Hangs the branch of `top` (cut off above it) by its node `node` on `parent`.
    void rehang(FlowNode top, FlowNode node, FlowNode parent, FlowArcIndex arc) {
        for (;;) {
            const FlowNode old_parent = places_[node].parent;
            const FlowArcIndex old_arc = places_[node].arc;
            take_off(node);
            hang(node, parent, arc);
            if (node == top) return;
            parent = node;
            arc = old_arc;
            node = old_parent;
        }
    }

  private:
    std::vector<Place> places_;
};

class Solver {
  public:
    explicit Solver(const FlowStart& start)
        : arcs_(start.arcs), flow_(start.flow), states_(start.arcs.size(), at_zero),
          potentials_(start.hung_by.size(), 0), tree_(start.hung_by.size()),
          block_(block_of(start.arcs.size())) {
        for (std::size_t arc = 0; arc < arcs_.size(); ++arc)
            if (flow_[arc] != 0) states_[arc] = at_capacity;
        for (FlowNode node = 0; node < start.hung_by.size(); ++node) {
            const FlowArcIndex arc = start.hung_by[node];
            if (arc == no_flow_arc) continue;
            states_[arc] = in_tree;
            tree_.hang(node, arcs_[arc].from == node ? arcs_[arc].to : arcs_[arc].from, arc);
        }
        tree_.walk(start.root, [this](FlowNode node) {
            const FlowArcIndex arc = tree_[node].arc;
            if (arc == no_flow_arc) return;
            const std::int64_t above = potentials_[tree_[node].parent];
            potentials_[node] = goes_up(node) ? above - arcs_[arc].cost : above + arcs_[arc].cost;
        });
    }

    FlowResult run() {
        std::int64_t pivots = 0;
        for (FlowArcIndex arc = entering(); arc != no_flow_arc; arc = entering(), ++pivots)
            pivot(arc);
        FlowResult result{std::move(flow_), std::move(potentials_), 0, pivots};
        for (std::size_t arc = 0; arc < arcs_.size(); ++arc)
            result.cost += result.flow[arc] * arcs_[arc].cost;
        return result;
    }

  private:
    /// What holds the flow around a cycle back: this much, at the arc above this node.
    struct Blocking {
        std::int32_t amount = 0;
        FlowNode below = no_node; ///< none: the entering arc itself
        bool is_on_first_side = false;
    };

    [[nodiscard]] bool goes_up(FlowNode node) const { return arcs_[tree_[node].arc].from == node; }

    [[nodiscard]] std::int64_t reduced_cost(const FlowArc& arc) const {
        return arc.cost + potentials_[arc.from] - potentials_[arc.to];
    }

    /// The arc that gains most per unit in the first block that holds any; none: optimal.
    FlowArcIndex entering() {
        FlowArcIndex best = no_flow_arc;
        std::int64_t best_gain = 0;
        for (std::size_t seen = 0; seen < arcs_.size();) {
            const std::size_t end = std::min(next_ + block_, arcs_.size());
            for (std::size_t arc = next_; arc < end; ++arc) {
                const std::int64_t gain = states_[arc] * reduced_cost(arcs_[arc]);
                if (gain >= best_gain) continue;
                best_gain = gain;
                best = static_cast<FlowArcIndex>(arc);
            }
            seen += end - next_;
            next_ = end == arcs_.size() ? 0 : end;
            if (best != no_flow_arc) break;
        }
        return best;
    }

    [[nodiscard]] FlowNode join(FlowNode left, FlowNode right) const {
        while (left != right) {
            if (tree_[left].depth >= tree_[right].depth)
                left = tree_[left].parent;
            else
                right = tree_[right].parent;
        }
        return left;
    }

    /// Of several arcs that block, the last one on the way from the join around the cycle: so the
    /// tree stays strongly feasible.
    [[nodiscard]] Blocking blocking(std::int32_t amount, FlowNode first, FlowNode second,
                                    FlowNode top) const {
        Blocking result{.amount = amount};
        for (FlowNode node = first; node != top; node = tree_[node].parent) {
            const FlowArcIndex arc = tree_[node].arc;
            const auto room = goes_up(node) ? flow_[arc] : arcs_[arc].capacity - flow_[arc];
            if (room < result.amount) result = {room, node, true};
        }
        for (FlowNode node = second; node != top; node = tree_[node].parent) {
            const FlowArcIndex arc = tree_[node].arc;
            const auto room = goes_up(node) ? arcs_[arc].capacity - flow_[arc] : flow_[arc];
            if (room <= result.amount) result = {room, node, false};
        }
        return result;
    }

    void send(std::int32_t amount, FlowNode first, FlowNode second, FlowNode top) {
        if (amount == 0) return;
        for (FlowNode node = first; node != top; node = tree_[node].parent)
            flow_[tree_[node].arc] += goes_up(node) ? -amount : amount;
        for (FlowNode node = second; node != top; node = tree_[node].parent)
            flow_[tree_[node].arc] += goes_up(node) ? amount : -amount;
    }

    /// Sends what can be sent around the cycle that `entering` closes, from `first` over it to
    /// `second`, and lets it take the place of the arc that blocks.
    void pivot(FlowArcIndex entering) {
        const FlowArc& arc = arcs_[entering];
        const bool fills = states_[entering] == at_zero;
        const FlowNode first = fills ? arc.from : arc.to;
        const FlowNode second = fills ? arc.to : arc.from;
        const FlowNode top = join(first, second);
        const Blocking block = blocking(arc.capacity, first, second, top);
        send(block.amount, first, second, top);
        flow_[entering] += fills ? block.amount : -block.amount;
        if (block.below == no_node) {
            states_[entering] = fills ? at_capacity : at_zero;
            return;
        }
        const FlowArcIndex leaving = tree_[block.below].arc;
        states_[leaving] = flow_[leaving] == 0 ? at_zero : at_capacity;
        states_[entering] = in_tree;
        const FlowNode inside = block.is_on_first_side ? first : second;
        const FlowNode outside = block.is_on_first_side ? second : first;
        const std::int64_t reduced = reduced_cost(arc);
        const std::int64_t shift = inside == arc.from ? -reduced : reduced;
        tree_.rehang(block.below, inside, outside, entering);
        tree_.walk(inside, [this, shift](FlowNode node) { potentials_[node] += shift; });
    }

    const std::vector<FlowArc>& arcs_;
    std::vector<std::int32_t> flow_;
    std::vector<State> states_;
    std::vector<std::int64_t> potentials_;
    Tree tree_;
    std::size_t block_;
    std::size_t next_ = 0; ///< where the search for an entering arc goes on
};

} // namespace

FlowResult cheapest_flow(const FlowStart& start) {
    return Solver(start).run();
}

} // namespace peerdesk::matching
