// SPDX-License-Identifier: MIT
#include "matching/weighted_matching.hpp"

#include "matching/blossoms.hpp"

#include <algorithm>

namespace peerdesk::matching {

namespace {

/// A node is a vertex or a blossom. In a stage trees grow from the unmatched vertices: outer nodes
/// are an even number of steps away from their root, inner ones an odd number.
enum class Label : std::uint8_t { none, outer, inner };

class Matcher {
  public:
    explicit Matcher(const PairWeights& weights)
        : weights_(weights), count_(static_cast<Node>(weights.size())), blossoms_(count_),
          labels_(blossoms_.nodes_max(), Label::none), via_(blossoms_.nodes_max()),
          duals_(blossoms_.nodes_max(), 0), marks_(blossoms_.nodes_max(), 0),
          nearest_(count_, no_node), nearest_reach_(count_, 0) {
        std::int64_t heaviest = 0;
        for (Node left = 0; left < count_; ++left)
            for (Node right = 0; right < left; ++right)
                heaviest = std::max(heaviest, weights_.at(left, right));
        std::fill_n(duals_.begin(), count_, heaviest);
        pair_greedily(heaviest);
    }

    std::vector<std::uint32_t> run() {
        while (stage())
            blossoms_.dissolve_if([this](Node blossom) { return duals_[blossom] == 0; });
        return blossoms_.mates();
    }

  private:
    /// What may happen first as the duals of the outer vertices fall.
    enum class Event { finished, grow, meet, expand };
    struct Next {
        Event event = Event::finished;
        std::int64_t delta = 0;
        Node node = no_node; ///< the vertex that is reached, or the blossom to expand
    };

    /// Pairs of the greatest weight cost nothing at the start.
    void pair_greedily(std::int64_t heaviest) {
        if (heaviest == 0) return;
        for (Node left = 0; left < count_; ++left)
            for (Node right = 0; right < left && !blossoms_.is_matched(left); ++right)
                if (!blossoms_.is_matched(right) && weights_.at(left, right) == heaviest)
                    blossoms_.match(left, right);
    }

    /// Grows trees until one more pair is found, or until none can be found any more.
    bool stage() {
        std::ranges::fill(labels_, Label::none);
        std::ranges::fill(nearest_, no_node);
        fallen_ = 0;
        for (Node vertex = 0; vertex < count_; ++vertex)
            if (!blossoms_.is_matched(vertex)) label_outer(blossoms_.top(vertex));
        for (;;) {
            scan();
            const Next next = first_event();
            change_duals(next.delta);
            switch (next.event) {
            case Event::finished:
                return false;
            case Event::grow:
                grow(next.node);
                break;
            case Event::meet:
                if (meet(nearest_[next.node], next.node)) return true;
                break;
            case Event::expand:
                expand(next.node);
                break;
            }
        }
    }

    /// How far an edge from the outer vertex `from` is from being tight, but for the dual of its
    /// other vertex. The duals of all outer vertices fall alike, so with what they have fallen in
    /// this stage added this never changes and can be kept.
    [[nodiscard]] std::int64_t reach(Node from, std::int64_t weight) const {
        return duals_[from] + fallen_ - 2 * weight;
    }
    [[nodiscard]] std::int64_t slack_to_nearest(Node vertex) const {
        return duals_[vertex] + nearest_reach_[vertex] - fallen_;
    }

    [[nodiscard]] Label label_of(Node vertex) const { return labels_[blossoms_.top(vertex)]; }

    void label_outer(Node node) {
        labels_[node] = Label::outer;
        blossoms_.for_vertices(node, [this](Node vertex) { unscanned_.push_back(vertex); });
    }

    void offer_nearest(Node vertex, Node from, std::int64_t weight) {
        const std::int64_t offered = reach(from, weight);
        if (nearest_[vertex] != no_node && offered >= nearest_reach_[vertex] &&
            blossoms_.top(nearest_[vertex]) != blossoms_.top(vertex))
            return;
        nearest_[vertex] = from;
        nearest_reach_[vertex] = offered;
    }

    /// Keeps for each vertex the outer one whose edge to it will be tight first.
    void scan() {
        for (const Node from : unscanned_) {
            for (Node vertex = 0; vertex < count_; ++vertex) {
                const std::int64_t weight = weights_.at(from, vertex);
                if (weight == 0 || blossoms_.top(from) == blossoms_.top(vertex)) continue;
                offer_nearest(vertex, from, weight);
                if (label_of(vertex) == Label::outer) offer_nearest(from, vertex, weight);
            }
        }
        unscanned_.clear();
    }

    /// The nearest one may have come into the same blossom: then it is looked for anew.
    void renew_nearest(Node vertex) {
        if (nearest_[vertex] == no_node || blossoms_.top(nearest_[vertex]) != blossoms_.top(vertex))
            return;
        nearest_[vertex] = no_node;
        for (Node from = 0; from < count_; ++from) {
            const std::int64_t weight = weights_.at(vertex, from);
            if (weight > 0 && label_of(from) == Label::outer &&
                blossoms_.top(from) != blossoms_.top(vertex))
                offer_nearest(vertex, from, weight);
        }
    }

    Next first_event() {
        Next next{.delta = std::numeric_limits<std::int64_t>::max()};
        const auto offer = [&next](Event event, std::int64_t delta, Node node) {
            if (delta < next.delta) next = {event, delta, node};
        };
        for (Node vertex = 0; vertex < count_; ++vertex) {
            const Label label = label_of(vertex);
            if (label == Label::inner) continue;
            if (label == Label::outer) {
                offer(Event::finished, duals_[vertex], no_node);
                renew_nearest(vertex);
            }
            if (nearest_[vertex] == no_node) continue;
            const std::int64_t distance = slack_to_nearest(vertex);
            if (label == Label::none) offer(Event::grow, distance, vertex);
            if (label == Label::outer) offer(Event::meet, distance / 2, vertex);
        }
        blossoms_.for_top_blossoms([&](Node blossom) {
            if (labels_[blossom] == Label::inner)
                offer(Event::expand, duals_[blossom] / 2, blossom);
        });
        if (next.delta == std::numeric_limits<std::int64_t>::max()) return {};
        return next;
    }

    void change_duals(std::int64_t delta) {
        if (delta == 0) return;
        fallen_ += delta;
        for (Node vertex = 0; vertex < count_; ++vertex) {
            if (label_of(vertex) == Label::outer) duals_[vertex] -= delta;
            if (label_of(vertex) == Label::inner) duals_[vertex] += delta;
        }
        blossoms_.for_top_blossoms([&](Node blossom) {
            if (labels_[blossom] == Label::outer) duals_[blossom] += 2 * delta;
            if (labels_[blossom] == Label::inner) duals_[blossom] -= 2 * delta;
        });
    }

    /// `vertex` joins the tree of its nearest outer vertex, and its mate with it.
    void grow(Node vertex) {
        const Node node = blossoms_.top(vertex);
        labels_[node] = Label::inner;
        via_[node] = {nearest_[vertex], vertex};
        label_outer(blossoms_.top(blossoms_.mate(blossoms_.base(node))));
    }

    /// The outer node two steps nearer to the root, or none. `inner` gets the node between.
    Node above(Node outer, Node* inner = nullptr) const {
        const Node mate = blossoms_.mate(blossoms_.base(outer));
        if (mate == no_node) return no_node;
        if (inner != nullptr) *inner = blossoms_.top(mate);
        return blossoms_.top(via_[blossoms_.top(mate)].from);
    }

    /// Two outer vertices meet: a new blossom, or a way between two unmatched ones (true).
    bool meet(Node left, Node right) {
        const Node ancestor = common_ancestor(blossoms_.top(left), blossoms_.top(right));
        if (ancestor == no_node) {
            unscanned_.clear();
            flip(left, right);
            flip(right, left);
            return true;
        }
        std::vector<Node> ring;
        std::vector<Link> links;
        climb(blossoms_.top(left), ancestor, ring, links);
        ring.push_back(ancestor);
        // That was upwards; the ring runs from the ancestor down to `left` and over to `right`.
        std::ranges::reverse(ring);
        std::ranges::reverse(links);
        for (Link& link : links)
            std::swap(link.from, link.to);
        links.push_back({left, right});
        climb(blossoms_.top(right), ancestor, ring, links);
        const Node blossom = blossoms_.make(ring, links);
        duals_[blossom] = 0;
        labels_[blossom] = Label::outer;
        for (const Node child : ring)
            if (labels_[child] == Label::inner)
                blossoms_.for_vertices(child,
                                       [this](Node vertex) { unscanned_.push_back(vertex); });
        return false;
    }

    Node common_ancestor(Node left, Node right) {
        ++mark_;
        while (left != no_node || right != no_node) {
            if (left != no_node) {
                if (marks_[left] == mark_) return left;
                marks_[left] = mark_;
                left = above(left);
            }
            std::swap(left, right);
        }
        return no_node;
    }

    /// The nodes from `outer` to below `ancestor`, with the links that lead up from each.
    void climb(Node outer, Node ancestor, std::vector<Node>& ring, std::vector<Link>& links) const {
        while (outer != ancestor) {
            Node inner = no_node;
            const Node next = above(outer, &inner);
            const Node base = blossoms_.base(outer);
            ring.push_back(outer);
            links.push_back({base, blossoms_.mate(base)});
            ring.push_back(inner);
            links.push_back({via_[inner].to, via_[inner].from});
            outer = next;
        }
    }

    /// Matches `vertex`, which is outer, to `partner`, and changes all pairs up to its root.
    void flip(Node vertex, Node partner) {
        for (;;) {
            const Node outer = blossoms_.top(vertex);
            const Node old_mate = blossoms_.mate(blossoms_.base(outer));
            blossoms_.rebase(outer, vertex);
            blossoms_.set_mate(vertex, partner);
            if (old_mate == no_node) return;
            const Node inner = blossoms_.top(old_mate);
            blossoms_.rebase(inner, via_[inner].to);
            blossoms_.set_mate(via_[inner].to, via_[inner].from);
            vertex = via_[inner].from;
            partner = via_[inner].to;
        }
    }

    /// An inner blossom whose dual is used up falls apart; the way through it stays in the tree.
    void expand(Node blossom) {
        const Link entry = via_[blossom];
        const auto way = blossoms_.way_to_base(blossom, entry.to);
        blossoms_.dissolve(blossom, [this](Node child) { labels_[child] = Label::none; });
        labels_[way.nodes.front()] = Label::inner;
        via_[way.nodes.front()] = entry;
        for (std::size_t i = 2; i < way.nodes.size(); i += 2) {
            label_outer(way.nodes[i - 1]);
            labels_[way.nodes[i]] = Label::inner;
            via_[way.nodes[i]] = way.links[i - 1];
        }
    }

    const PairWeights& weights_;
    Node count_;
    Blossoms blossoms_;
    std::vector<Label> labels_;        ///< of top nodes
    std::vector<Link> via_;            ///< of inner nodes: the edge that leads to them
    std::vector<std::int64_t> duals_;  ///< of vertices and of blossoms
    std::vector<std::uint64_t> marks_; ///< of outer nodes, while an ancestor is looked for
    std::uint64_t mark_ = 0;
    std::vector<Node> nearest_; ///< of each vertex: the outer one nearest to it
    std::vector<std::int64_t> nearest_reach_;
    std::int64_t fallen_ = 0; ///< what the outer duals have fallen in this stage
    std::vector<Node> unscanned_;
};

} // namespace

std::vector<std::uint32_t> heaviest_matching(const PairWeights& weights) {
    return Matcher(weights).run();
}

} // namespace peerdesk::matching
