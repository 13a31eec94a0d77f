// SPDX-License-Identifier: MIT
// What it costs to let two people meet, as one whole number that keeps the order of importance:
// met before at all, met lately, met often, little in common. Only peers* uses it.
#pragma once

#include "matching/peers.hpp"
#include "matching/weighted_matching.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peerdesk::matching {

/// People of a group, as positions in the list they were given in.
using PeerPositions = std::vector<std::uint32_t>;

class PeerWeights {
  public:
    /// `meetings_max`: costs of so many meetings together still keep the order of importance.
    /// `limit`: no cost of as many meetings reaches it.
    PeerWeights(std::span<const std::int64_t> people, const PeerPast& past,
                std::size_t meetings_max, std::int64_t limit);

    [[nodiscard]] std::size_t size() const { return size_; }
    /// More than any number of meetings up to `meetings_max` costs.
    [[nodiscard]] std::int64_t ceiling() const { return ceiling_; }
    [[nodiscard]] bool may_meet(std::uint32_t left, std::uint32_t right) const {
        return at(left, right) >= 0;
    }
    [[nodiscard]] bool have_met(std::uint32_t left, std::uint32_t right) const {
        return at(left, right) >= repeat_cost_;
    }
    [[nodiscard]] std::int64_t cost(std::uint32_t left, std::uint32_t right) const {
        return at(left, right);
    }
    /// Whether everybody of the group may meet the one who joins.
    [[nodiscard]] bool may_join(const PeerPositions& group, std::uint32_t person) const;
    [[nodiscard]] std::int64_t cost_of_joining(const PeerPositions& group,
                                               std::uint32_t person) const;

  private:
    static constexpr std::int64_t avoided = -1;

    [[nodiscard]] std::int64_t at(std::uint32_t left, std::uint32_t right) const {
        return costs_[left * size_ + right];
    }
    void set(std::uint32_t left, std::uint32_t right, std::int64_t cost) {
        costs_[left * size_ + right] = costs_[right * size_ + left] = cost;
    }

    std::size_t size_;
    std::int64_t repeat_cost_ = 0;
    std::int64_t ceiling_ = 0;
    std::vector<std::int64_t> costs_;
};

} // namespace peerdesk::matching
