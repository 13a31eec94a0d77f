// SPDX-License-Identifier: MIT
#include "matching/weighted_matching.hpp"

#include <algorithm>
#include <bit>
#include <random>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::matching {
namespace {

std::int64_t weight_of(const std::vector<std::uint32_t>& mates, const PairWeights& weights) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < mates.size(); ++i)
        if (mates[i] != no_partner && i < mates[i]) sum += weights.at(i, mates[i]);
    return sum;
}

bool is_matching(const std::vector<std::uint32_t>& mates, const PairWeights& weights) {
    for (std::uint32_t i = 0; i < mates.size(); ++i)
        if (mates[i] != no_partner && (mates[mates[i]] != i || weights.at(i, mates[i]) == 0))
            return false;
    return mates.size() == weights.size();
}

/// The greatest sum over all matchings, by the set of people who are left (one bit each).
std::int64_t by_force(const PairWeights& weights) {
    std::vector<std::int64_t> best(std::size_t{1} << weights.size(), 0);
    for (std::size_t left = 1; left < best.size(); ++left) {
        const auto first = static_cast<std::size_t>(std::countr_zero(left));
        const std::size_t others = left & (left - 1);
        best[left] = best[others];
        for (std::size_t mate = first + 1; mate < weights.size(); ++mate)
            if ((others >> mate & 1U) != 0 && weights.at(first, mate) > 0)
                best[left] =
                    std::max(best[left], weights.at(first, mate) + best[others ^ (1U << mate)]);
    }
    return best.back();
}

PairWeights random_weights(std::size_t size, int one_in, std::int64_t max, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    PairWeights result(size);
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (random() % static_cast<std::uint64_t>(one_in) == 0)
                result.set(
                    i, j,
                    static_cast<std::int64_t>(1 + random() % static_cast<std::uint64_t>(max)));
    return result;
}

TEST(WeightedMatching, nobody_and_one_person_have_no_partner) {
    EXPECT_TRUE(heaviest_matching(PairWeights(0)).empty());
    EXPECT_EQ(heaviest_matching(PairWeights(1)), (std::vector{no_partner}));
    EXPECT_EQ(heaviest_matching(PairWeights(2)), (std::vector{no_partner, no_partner}));
}

TEST(WeightedMatching, two_light_pairs_lose_to_one_heavy_one) {
    PairWeights path(4);
    path.set(0, 1, 2);
    path.set(1, 2, 5);
    path.set(2, 3, 2);
    EXPECT_EQ(heaviest_matching(path), (std::vector<std::uint32_t>{no_partner, 2, 1, no_partner}));
    path.set(1, 2, 3);
    EXPECT_EQ(heaviest_matching(path), (std::vector<std::uint32_t>{1, 0, 3, 2}));
}

TEST(WeightedMatching, the_sum_is_that_found_by_trying_all) {
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        const std::size_t size = 2 + seed % 11;
        const std::int64_t max = std::int64_t{1} << (seed / 11 % 7);
        const PairWeights weights = random_weights(size, 1 + static_cast<int>(seed % 3), max, seed);
        const auto mates = heaviest_matching(weights);
        ASSERT_TRUE(is_matching(mates, weights)) << "seed " << seed;
        ASSERT_EQ(weight_of(mates, weights), by_force(weights)) << "seed " << seed;
    }
}

TEST(WeightedMatching, weights_up_to_the_limit_do_not_overflow) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const PairWeights weights = random_weights(9, 2, pair_weight_max, seed);
        ASSERT_EQ(weight_of(heaviest_matching(weights), weights), by_force(weights)) << seed;
    }
}

/// Rings of five whose ways out are dear, joined at random: blossoms in blossoms, which open again.
TEST(WeightedMatching, nested_rings_are_made_and_opened) {
    for (std::uint64_t seed = 0; seed < 250; ++seed) {
        std::mt19937_64 random{seed};
        PairWeights weights(15);
        for (std::size_t ring = 0; ring < 3; ++ring)
            for (std::size_t i = 0; i < 5; ++i)
                weights.set(ring * 5 + i, ring * 5 + (i + 1) % 5,
                            40 + static_cast<std::int64_t>(random() % 4));
        for (int i = 0; i < 9; ++i) {
            const std::size_t left = random() % 15;
            const std::size_t right = random() % 15;
            if (left / 5 != right / 5)
                weights.set(left, right, 20 + static_cast<std::int64_t>(random() % 30));
        }
        ASSERT_EQ(weight_of(heaviest_matching(weights), weights), by_force(weights)) << seed;
    }
}

} // namespace
} // namespace peerdesk::matching
