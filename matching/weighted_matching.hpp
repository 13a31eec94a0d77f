// SPDX-License-Identifier: MIT
// The heaviest set of pairs among people of one kind, each in at most one pair (maximum-weight
// matching in a general graph).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace peerdesk::matching {

inline constexpr std::uint32_t no_partner = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t pair_weight_max = std::int64_t{1} << 58;

/// What a pair is worth, for each two of `size` people; 0, as at first: these two are no pair.
class PairWeights {
  public:
    explicit PairWeights(std::size_t size) : size_(size), weights_(size * size, 0) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::int64_t at(std::size_t left, std::size_t right) const {
        return weights_[left * size_ + right];
    }
    /// From 0 to `pair_weight_max`; the same both ways. Of one person with themselves: leave it.
    void set(std::size_t left, std::size_t right, std::int64_t weight) {
        weights_[left * size_ + right] = weights_[right * size_ + left] = weight;
    }

  private:
    std::size_t size_;
    std::vector<std::int64_t> weights_;
};

/// Each one's partner or `no_partner`, so that the sum of the pairs' weights is as large as can be.
/// Deterministic; of several such matchings the order of the people decides.
///
/// Source: Edmonds 1965, as Galil 1986 ("Efficient algorithms for finding maximum matching in
/// graphs") tells it: primal and dual in stages, blossoms kept between them. About n³ steps in all.
std::vector<std::uint32_t> heaviest_matching(const PairWeights& weights);

} // namespace peerdesk::matching
