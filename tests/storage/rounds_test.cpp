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
    EXPECT_EQ(rounds.find(id)->closed, at(3));
    EXPECT_EQ(rounds.find(id)->kind, RoundKind::exchange);
}

TEST_F(RoundsTable, pairs_of_peer_rounds_are_remembered_newest_first_and_no_others) {
    EXPECT_TRUE(rounds.peer_pairs(desk, 10).empty());
    const auto round = rounds.open(desk, RoundKind::coffee, bo, at(1));
    const auto meet = [&](PersonId one, PersonId other, IntroductionOrigin origin) {
        Introduction introduction;
        introduction.desk = desk;
        introduction.origin = origin;
        introduction.mentor = one;
        introduction.mentee = other;
        introduction.round = round;
        introduction.made = at(5);
        introductions.add(introduction);
    };
    meet(bo, ana, IntroductionOrigin::coffee);
    meet(ana, chi, IntroductionOrigin::coffee);
    meet(chi, bo, IntroductionOrigin::round);
    const auto pairs = rounds.peer_pairs(desk, 10);
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].left, ana);
    EXPECT_EQ(pairs[0].right, chi);
    EXPECT_EQ(pairs[1].left, bo);
    EXPECT_EQ(pairs[1].round, round);
    EXPECT_EQ(rounds.peer_pairs(desk, 1).size(), 1U);
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
