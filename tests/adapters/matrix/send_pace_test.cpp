// SPDX-License-Identifier: MIT
#include "adapters/matrix/send_pace.hpp"

#include <gtest/gtest.h>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;

const net::SteadyTime start{1h};

class SendPaceTest : public testing::Test {
  protected:
    /// With how many under way one more may still leave.
    std::size_t room_at(net::SteadyTime now) const {
        std::size_t in_flight = 0;
        while (pace.may_send(in_flight, now))
            ++in_flight;
        return in_flight;
    }

    net::SystemRandom random;
    SendPace pace{100ms, 1s, random};
};

TEST_F(SendPaceTest, six_requests_leave_together) {
    EXPECT_EQ(room_at(start), SendPace::parallel_max);
}

TEST_F(SendPaceTest, after_a_limit_one_request_tries_whether_there_is_room_again) {
    pace.on_limited(start, 5s);
    pace.on_limited(start, 4s); // of a request that left together with the first
    EXPECT_EQ(room_at(start + 4999ms), 0U);
    EXPECT_EQ(pace.wake(0), start + 5s);
    EXPECT_EQ(room_at(start + 5s), 1U);
    pace.on_good();
    EXPECT_EQ(room_at(start + 5s), 2U);
    pace.on_limited(start + 5s, 5s);
    EXPECT_EQ(room_at(start + 10s), 1U);
}

TEST_F(SendPaceTest, each_good_answer_makes_room_for_one_more_up_to_six) {
    pace.on_limited(start, 5s);
    for (int i = 0; i < 9; ++i)
        pace.on_good();
    EXPECT_EQ(room_at(start + 5s), SendPace::parallel_max);
}

} // namespace
} // namespace peerdesk::matrix
