// SPDX-License-Identifier: MIT
#include "adapters/matrix/send_turns.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;

const net::SteadyTime start{1h};

class SendTurnsTest : public testing::Test {
  protected:
    PlaceQueue queue(const std::string& name, std::size_t count) {
        PlaceQueue queue{{"mx", chat::PlaceKind::room, name}, Retry{1s, 5min, random}};
        queue.words = count;
        return queue;
    }
    net::SystemRandom random;
    PlaceQueue line = queue("line", 0);
    PlaceQueue other_line = queue("other line", 0);
    PlaceQueue words = queue("words", 1);
    SendTurns turns;
};

TEST_F(SendTurnsTest, without_words_the_first_come_is_the_first_served) {
    turns.push_back(line);
    turns.push_back(other_line);
    EXPECT_EQ(turns.take(false, start), &line);
    EXPECT_EQ(turns.take(false, start), &other_line);
    EXPECT_EQ(turns.take(false, start), nullptr);
    EXPECT_TRUE(turns.is_empty());
}

TEST_F(SendTurnsTest, words_overtake_lines_of_other_places) {
    turns.push_back(line);
    turns.push_back(words);
    turns.push_back(other_line);
    EXPECT_EQ(turns.take(false, start), &words);
    EXPECT_EQ(turns.take(true, start), nullptr);
    EXPECT_EQ(turns.take(false, start), &line);
    EXPECT_EQ(turns.take(false, start), &other_line);
}

TEST_F(SendTurnsTest, lines_let_words_go_first_for_a_quarter_of_a_second_and_no_longer) {
    turns.push_back(line);
    EXPECT_EQ(turns.take(true, start), nullptr);
    EXPECT_EQ(turns.wake(true), start + SendTurns::yield_max);
    turns.push_back(words);
    EXPECT_EQ(turns.take(true, start + 249ms), &words);
    EXPECT_EQ(turns.take(true, start + 249ms), nullptr);
    EXPECT_EQ(turns.take(true, start + 250ms), &line);
}

TEST_F(SendTurnsTest, a_place_that_has_waited_once_keeps_its_turns) {
    turns.push_back(line);
    EXPECT_EQ(turns.take(true, start), nullptr);
    EXPECT_EQ(turns.take(true, start + 250ms), &line);
    turns.push_back(line);
    turns.push_back(words);
    EXPECT_EQ(turns.take(true, start + 251ms), &line);
}

TEST_F(SendTurnsTest, with_nobody_in_their_way_lines_are_due_at_once) {
    turns.push_back(line);
    EXPECT_EQ(turns.take(true, start), nullptr);
    EXPECT_EQ(turns.wake(false), net::SteadyTime{});
    turns.push_back(words);
    EXPECT_EQ(turns.wake(false), net::SteadyTime{});
}

} // namespace
} // namespace peerdesk::matrix
