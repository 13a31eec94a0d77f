// SPDX-License-Identifier: MIT
// Draws from a seed, the same on every machine: for what may be decided by chance but must be
// repeatable. Not for secrets.
#pragma once

#include <cstdint>
#include <utility>

namespace peerdesk::matching {

/// SplitMix64 (Steele, Lea, Flood 2014): one addition and a mixing of the bits.
class SeededDraw {
  public:
    explicit SeededDraw(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15U;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// From 0 to `bound` - 1; `bound` is at least 1. Bias under one in 2^32 / bound.
    std::uint32_t below(std::size_t bound) {
        return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
    }

    void shuffle(auto& list) {
        for (std::size_t i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[below(i)]);
    }

  private:
    std::uint64_t state_;
};

} // namespace peerdesk::matching
