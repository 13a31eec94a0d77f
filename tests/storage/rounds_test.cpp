// SPDX-License-Identifier: MIT
#include "tests/storage/mentoring_sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

struct RoundsTable : MentoringSample {};

TEST_F(RoundsTable, one_round_is_open_at_a_desk) {
    EXPECT_FALSE(rounds.open_at(desk));
    const auto id = rounds.open(desk, RoundKind::exchange, bo, at(1));
    EXPECT_EQ(rounds.open_at(desk)->id, id);
    EXPECT_EQ(rounds.open_at(desk)->kind, RoundKind::exchange);
    rounds.close(id, 42, at(3));
    EXPECT_FALSE(rounds.open_at(desk));
    EXPECT_EQ(rounds.find(id)->seed, 42);
    EXPECT_EQ(rounds.newest(desk, RoundKind::exchange)->closed, at(3));
    EXPECT_FALSE(rounds.newest(desk, RoundKind::coffee));
}

TEST_F(RoundsTable, people_join_once_and_may_leave) {
    const auto id = rounds.open(desk, RoundKind::coffee, bo, at(1));
    EXPECT_TRUE(rounds.join(id, chi, at(2)));
    EXPECT_FALSE(rounds.join(id, chi, at(2)));
    EXPECT_TRUE(rounds.join(id, ana, at(2)));
    EXPECT_THAT(rounds.members(id, 10), testing::ElementsAre(ana, chi));
    EXPECT_TRUE(rounds.leave(id, ana));
    EXPECT_FALSE(rounds.leave(id, ana));
}

} // namespace
} // namespace peerdesk::storage
