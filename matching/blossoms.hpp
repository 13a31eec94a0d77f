// SPDX-License-Identifier: MIT
// The nested odd rings ("blossoms") of a matching in a general graph, and the matching itself.
// Only weighted_matching uses it. A node is a vertex (below `vertices`) or a blossom.
#pragma once

#include "matching/weighted_matching.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peerdesk::matching {

using Node = std::uint32_t;
inline constexpr Node no_node = no_partner;

/// An edge, seen from one of its vertices.
struct Link {
    Node from = no_node;
    Node to = no_node;
};

/// A blossom is a ring of an odd number of nodes. All but the first are matched in pairs along it
/// (second with third and so on); the first holds the base, the vertex that is matched to the
/// outside or to nobody. Links lead from each child to the next, the last to the first.
class Blossoms {
  public:
    explicit Blossoms(Node vertices);

    [[nodiscard]] std::size_t nodes_max() const { return top_of_.size() + rings_.size(); }
    /// The outermost node that holds the vertex.
    [[nodiscard]] Node top(Node vertex) const { return top_of_[vertex]; }
    [[nodiscard]] Node base(Node node) const { return base_[node]; }
    [[nodiscard]] Node mate(Node vertex) const { return mate_[vertex]; }
    [[nodiscard]] bool is_matched(Node vertex) const { return mate_[vertex] != no_node; }
    [[nodiscard]] const std::vector<Node>& mates() const { return mate_; }

    void set_mate(Node vertex, Node mate) { mate_[vertex] = mate; }
    void match(Node left, Node right) {
        mate_[left] = right;
        mate_[right] = left;
    }

    void for_vertices(Node node, auto visit) const {
        if (node < top_of_.size()) {
            visit(node);
            return;
        }
        for (const Node child : ring_of(node).children)
            for_vertices(child, visit);
    }

    /// In the order of their numbers.
    void for_top_blossoms(auto visit) const {
        for (std::size_t i = 0; i < rings_.size(); ++i) {
            const auto node = static_cast<Node>(top_of_.size() + i);
            if (!rings_[i].children.empty() && parent_[node] == no_node) visit(node);
        }
    }

    /// A new blossom of top nodes; the first child keeps the base.
    Node make(std::span<const Node> children, std::span<const Link> links);

    /// Changes the pairs inside of `node` so that `vertex` becomes its base.
    void rebase(Node node, Node vertex);

    /// The children from the one that holds `vertex` to the one with the base, the way round that
    /// begins with a pair, and the links between them.
    struct Way {
        std::vector<Node> nodes;
        std::vector<Link> links;
    };
    [[nodiscard]] Way way_to_base(Node blossom, Node vertex) const;

    /// Its children become top nodes; tells each.
    void dissolve(Node blossom, auto tell) {
        const std::vector<Node> children = take_apart(blossom);
        for (const Node child : children)
            tell(child);
    }

    /// All top blossoms for which `is_due` holds, and those which come to the top by that.
    void dissolve_if(auto is_due) {
        for (bool again = true; again;) {
            again = false;
            std::vector<Node> due;
            for_top_blossoms([&](Node blossom) {
                if (is_due(blossom)) due.push_back(blossom);
            });
            for (const Node blossom : due) {
                take_apart(blossom);
                again = true;
            }
        }
    }

  private:
    struct Ring {
        std::vector<Node> children; ///< empty: this number is free
        std::vector<Link> links;
    };

    [[nodiscard]] const Ring& ring_of(Node blossom) const {
        return rings_[blossom - top_of_.size()];
    }
    [[nodiscard]] std::size_t place_of_child(Node blossom, Node vertex) const;
    std::vector<Node> take_apart(Node blossom);
    void set_top(Node node, Node top);

    std::vector<Node> top_of_; ///< of each vertex
    std::vector<Node> mate_;   ///< of each vertex
    std::vector<Node> base_;   ///< of each node
    std::vector<Node> parent_; ///< of each node: the blossom right around it
    std::vector<Ring> rings_;
    std::vector<Node> free_; ///< numbers of blossoms not in use
};

} // namespace peerdesk::matching
