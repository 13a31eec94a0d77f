// SPDX-License-Identifier: MIT
#include "adapters/net/back_off.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace peerdesk::net {
namespace {

using std::chrono::milliseconds;

class Fixed final : public Random {
  public:
    explicit Fixed(std::uint64_t value) : value_(value) {}
    std::uint64_t next() override { return value_; }

  private:
    std::uint64_t value_;
};

TEST(BackOff, doubles_up_to_its_ceiling) {
    Fixed lowest{0};
    BackOff back_off{milliseconds{1000}, milliseconds{10'000}, lowest};
    EXPECT_EQ(back_off.next(), milliseconds{500});
    EXPECT_EQ(back_off.next(), milliseconds{1000});
    EXPECT_EQ(back_off.next(), milliseconds{2000});
    EXPECT_EQ(back_off.next(), milliseconds{4000});
    EXPECT_EQ(back_off.next(), milliseconds{5000});
    EXPECT_EQ(back_off.next(), milliseconds{5000});
}

TEST(BackOff, draws_from_the_upper_half_of_its_step) {
    Fixed highest{499};
    BackOff back_off{milliseconds{1000}, milliseconds{10'000}, highest};
    EXPECT_EQ(back_off.next(), milliseconds{999});
}

TEST(BackOff, is_short_again_after_a_success) {
    Fixed lowest{0};
    BackOff back_off{milliseconds{1000}, milliseconds{10'000}, lowest};
    (void)back_off.next();
    (void)back_off.next();
    back_off.reset();
    EXPECT_EQ(back_off.next(), milliseconds{500});
    back_off.jump_to_max();
    EXPECT_EQ(back_off.next(), milliseconds{5000});
}

TEST(BackOff, never_waits_for_nothing_even_when_told_so) {
    Fixed lowest{0};
    BackOff back_off{milliseconds{0}, milliseconds{-5}, lowest};
    EXPECT_EQ(back_off.next(), milliseconds{1});
    EXPECT_EQ(back_off.next(), milliseconds{1});
}

} // namespace
} // namespace peerdesk::net
