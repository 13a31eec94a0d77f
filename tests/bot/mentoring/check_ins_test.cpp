// SPDX-License-Identifier: MIT
// What becomes of introductions when one of the two goes away.
#include "bot/mentoring/check_ins.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::mentoring {
namespace {

using support::House;

TEST(Leaving, a_mentor_is_forgotten_also_after_the_mentee_asked_for_another_one) {
    House house;
    house.say("bea", "offer photo upload");
    house.say("ana", "mentor photo upload");
    house.say("bea", "accept 1");
    house.say("ana", "accept 1");
    house.say("ana", "mentor photo upload"); // a second one, who is not there yet
    house.say("bea", "forget me");
    house.say("bea", "yes");
    EXPECT_FALSE(house.state.services.tables.people.find_identity("irc", "a:bea").has_value());
    const auto waiting = storage::MentorRequests(house.database).waiting(house.desk().id, 10);
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].person, house.person("ana"));
}

} // namespace
} // namespace peerdesk::mentoring
