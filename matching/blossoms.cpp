// SPDX-License-Identifier: MIT
#include "matching/blossoms.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace peerdesk::matching {

Blossoms::Blossoms(Node vertices)
    : top_of_(vertices), mate_(vertices, no_node), rings_(vertices / 2) {
    // Nested rings of at least three share no vertex beside the base: at most half as many.
    base_.resize(nodes_max());
    parent_.assign(nodes_max(), no_node);
    std::iota(top_of_.begin(), top_of_.end(), 0U);
    std::iota(base_.begin(), base_.end(), 0U);
    for (auto node = static_cast<Node>(nodes_max()); node > vertices; --node)
        free_.push_back(node - 1);
}

Node Blossoms::make(std::span<const Node> children, std::span<const Link> links) {
    const Node blossom = free_.back();
    free_.pop_back();
    Ring& ring = rings_[blossom - top_of_.size()];
    ring.children.assign(children.begin(), children.end());
    ring.links.assign(links.begin(), links.end());
    base_[blossom] = base_[children.front()];
    parent_[blossom] = no_node;
    for (const Node child : children)
        parent_[child] = blossom;
    set_top(blossom, blossom);
    return blossom;
}

void Blossoms::rebase(Node node, Node vertex) {
    if (node < top_of_.size()) return;
    Ring& ring = rings_[node - top_of_.size()];
    const std::size_t size = ring.children.size();
    const std::size_t place = place_of_child(node, vertex);
    rebase(ring.children[place], vertex);
    const auto pair_along = [&](std::size_t at) {
        const Link link = ring.links[at];
        rebase(ring.children[at], link.from);
        rebase(ring.children[(at + 1) % size], link.to);
        match(link.from, link.to);
    };
    // The even way from the new first child to the old one changes its pairs.
    if (place % 2 == 0) {
        for (std::size_t at = 0; at < place; at += 2)
            pair_along(at);
    } else {
        for (std::size_t at = place + 1; at < size; at += 2)
            pair_along(at);
    }
    const auto by = static_cast<std::ptrdiff_t>(place);
    std::ranges::rotate(ring.children, ring.children.begin() + by);
    std::ranges::rotate(ring.links, ring.links.begin() + by);
    base_[node] = vertex;
}

Blossoms::Way Blossoms::way_to_base(Node blossom, Node vertex) const {
    const Ring& ring = ring_of(blossom);
    const std::size_t size = ring.children.size();
    const std::size_t place = place_of_child(blossom, vertex);
    Way way;
    if (place % 2 == 0) {
        for (std::size_t at = place; at > 0; --at) {
            way.nodes.push_back(ring.children[at]);
            way.links.push_back({ring.links[at - 1].to, ring.links[at - 1].from});
        }
    } else {
        for (std::size_t at = place; at < size; ++at) {
            way.nodes.push_back(ring.children[at]);
            way.links.push_back(ring.links[at]);
        }
    }
    way.nodes.push_back(ring.children.front());
    return way;
}

std::size_t Blossoms::place_of_child(Node blossom, Node vertex) const {
    Node child = vertex;
    while (parent_[child] != blossom)
        child = parent_[child];
    const auto& children = ring_of(blossom).children;
    return static_cast<std::size_t>(std::ranges::find(children, child) - children.begin());
}

std::vector<Node> Blossoms::take_apart(Node blossom) {
    Ring ring = std::exchange(rings_[blossom - top_of_.size()], {});
    for (const Node child : ring.children) {
        parent_[child] = no_node;
        set_top(child, child);
    }
    free_.push_back(blossom);
    return std::move(ring.children);
}

void Blossoms::set_top(Node node, Node top) {
    for_vertices(node, [this, top](Node vertex) { top_of_[vertex] = top; });
}

} // namespace peerdesk::matching
