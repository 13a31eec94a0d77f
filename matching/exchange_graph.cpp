// SPDX-License-Identifier: MIT
#include "matching/exchange_graph.hpp"

#include <algorithm>

namespace peerdesk::matching {

PersonRows::PersonRows(std::size_t people,
                       std::span<const std::pair<Position, std::uint32_t>> pairs)
    : numbers_(pairs.size()), first_(people + 1, 0) {
    for (const auto& [person, number] : pairs)
        ++first_[person + 1];
    for (std::size_t i = 0; i < people; ++i)
        first_[i + 1] += first_[i];
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    for (const auto& [person, number] : pairs)
        numbers_[next[person]++] = number;
}

ExchangeGraph::ExchangeGraph(std::span<const ExchangePerson> people,
                             std::span<const ExchangeEdge> edges)
    : bits_((people.size() * people.size() + 63) / 64, 0) {
    for (const ExchangePerson& person : people)
        wants_nothing_.push_back(person.wants_nothing);
    for (const ExchangeEdge& edge : edges) {
        if (edge.from == edge.to || wants_nothing_[edge.to]) continue;
        const std::size_t bit = edge.from * people.size() + edge.to;
        bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    std::vector<std::pair<Position, std::uint32_t>> out;
    std::vector<std::pair<Position, std::uint32_t>> in;
    for (Position from = 0; from < people.size(); ++from) {
        for (Position to = 0; to < people.size(); ++to) {
            if (!teaches(from, to)) continue;
            out.emplace_back(from, to);
            in.emplace_back(to, from);
        }
    }
    out_ = PersonRows(people.size(), out);
    in_ = PersonRows(people.size(), in);
}

std::vector<Cycle> ExchangeGraph::cycles(std::size_t most) const {
    std::vector<Cycle> result;
    for (Position first = 0; first < people(); ++first)
        for (const Position second : taught_by(first))
            if (second > first && teaches(second, first) && result.size() < most)
                result.push_back({first, second, nobody});
    for (Position lowest = 0; lowest < people() && result.size() < most; ++lowest)
        add_threes(result, lowest, most);
    return result;
}

void ExchangeGraph::add_threes(std::vector<Cycle>& cycles, Position lowest,
                               std::size_t most) const {
    for (const Position second : taught_by(lowest)) {
        if (second < lowest) continue;
        for (const Position third : taught_by(second)) {
            if (third <= lowest || !teaches(third, lowest)) continue;
            if (cycles.size() >= most) return;
            cycles.push_back({lowest, second, third});
        }
    }
}

} // namespace peerdesk::matching
