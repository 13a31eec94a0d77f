// SPDX-License-Identifier: MIT
#include "adapters/net/token_bucket.hpp"

#include <gtest/gtest.h>

namespace peerdesk::net {
namespace {

using std::chrono::milliseconds;

constexpr SteadyTime start{std::chrono::hours{1}};

TEST(TokenBucket, gives_a_burst_and_then_its_rate) {
    TokenBucket bucket{2.0, 3};
    EXPECT_TRUE(bucket.take(start));
    EXPECT_TRUE(bucket.take(start));
    EXPECT_TRUE(bucket.take(start));
    EXPECT_FALSE(bucket.take(start));
    EXPECT_FALSE(bucket.take(start + milliseconds{499}));
    EXPECT_TRUE(bucket.take(start + milliseconds{500}));
    EXPECT_FALSE(bucket.take(start + milliseconds{500}));
}

TEST(TokenBucket, never_holds_more_than_a_burst) {
    TokenBucket bucket{100.0, 2};
    EXPECT_TRUE(bucket.take(start));
    const SteadyTime later = start + std::chrono::hours{1};
    EXPECT_TRUE(bucket.take(later));
    EXPECT_TRUE(bucket.take(later));
    EXPECT_FALSE(bucket.take(later));
}

TEST(TokenBucket, says_when_to_come_back_and_keeps_its_word) {
    TokenBucket bucket{3.0, 1};
    EXPECT_EQ(bucket.ready_at(start), start);
    EXPECT_TRUE(bucket.take(start));
    const SteadyTime ready = bucket.ready_at(start);
    EXPECT_GT(ready, start + milliseconds{333});
    EXPECT_LT(ready, start + milliseconds{334});
    EXPECT_TRUE(bucket.take(ready));
}

TEST(TokenBucket, what_may_not_wait_leaves_a_debt_of_one_burst_at_most) {
    TokenBucket bucket{1.0, 2};
    for (int i = 0; i < 100; ++i)
        bucket.take_in_debt(start);
    EXPECT_FALSE(bucket.take(start + milliseconds{2900}));
    EXPECT_TRUE(bucket.take(start + milliseconds{3000}));
}

TEST(TokenBucket, without_a_rate_never_refuses) {
    TokenBucket bucket{0, 1};
    for (int i = 0; i < 1000; ++i)
        EXPECT_TRUE(bucket.take(start));
    EXPECT_EQ(bucket.ready_at(start), start);
}

TEST(TokenBucket, bears_a_clock_that_stands_still_or_goes_back) {
    TokenBucket bucket{1.0, 1};
    EXPECT_TRUE(bucket.take(start));
    EXPECT_FALSE(bucket.take(start - milliseconds{5000}));
    EXPECT_TRUE(bucket.take(start + milliseconds{1000}));
}

} // namespace
} // namespace peerdesk::net
