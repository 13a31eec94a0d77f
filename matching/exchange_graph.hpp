// SPDX-License-Identifier: MIT
// Who could teach whom, and the circles of two and three in it. Only exchange* uses it.
#pragma once

#include "matching/exchange.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace peerdesk::matching {

using Position = std::uint32_t; ///< of a person in the list of people
inline constexpr Position nobody = std::numeric_limits<Position>::max();

/// Rows of numbers, one for each person, in one piece of memory.
class PersonRows {
  public:
    PersonRows() = default;
    /// `pairs` are (person, number); a row keeps their order.
    PersonRows(std::size_t people, std::span<const std::pair<Position, std::uint32_t>> pairs);

    [[nodiscard]] std::span<const std::uint32_t> operator[](Position person) const {
        return std::span{numbers_}.subspan(first_[person], first_[person + 1] - first_[person]);
    }

  private:
    std::vector<std::uint32_t> numbers_;
    std::vector<std::size_t> first_{0};
};

/// Two or three people, each teaching the next and the last the first; a third of `nobody` is none.
using Cycle = std::array<Position, 3>;

inline std::span<const Position> people_of(const Cycle& cycle) {
    return {cycle.data(), cycle[2] == nobody ? 2U : 3U};
}

class ExchangeGraph {
  public:
    /// Edges to oneself, to somebody who wants nothing, and repeated ones are left out.
    ExchangeGraph(std::span<const ExchangePerson> people, std::span<const ExchangeEdge> edges);

    [[nodiscard]] std::size_t people() const { return wants_nothing_.size(); }
    [[nodiscard]] bool wants_nothing(Position person) const { return wants_nothing_[person]; }
    [[nodiscard]] bool teaches(Position from, Position to) const {
        const std::size_t bit = from * people() + to;
        return (bits_[bit / 64] >> (bit % 64) & 1U) != 0;
    }
    [[nodiscard]] std::span<const Position> taught_by(Position from) const { return out_[from]; }
    [[nodiscard]] std::span<const Position> teachers_of(Position to) const { return in_[to]; }

    /// Circles of two first, each once and from its lowest position; at most `most` of them.
    [[nodiscard]] std::vector<Cycle> cycles(std::size_t most) const;

  private:
    void add_threes(std::vector<Cycle>& cycles, Position lowest, std::size_t most) const;

    std::vector<bool> wants_nothing_;
    std::vector<std::uint64_t> bits_; ///< one for each two people: many look-ups, little memory
    PersonRows out_;                  ///< ascending
    PersonRows in_;
};

} // namespace peerdesk::matching
