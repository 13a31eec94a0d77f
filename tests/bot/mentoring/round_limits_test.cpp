// SPDX-License-Identifier: MIT
// Whose turn it is after a round that had nobody for them, and how often an exchange is repaired.
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/tables.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace peerdesk::mentoring {
namespace {

using storage::Introduction;
using storage::IntroductionSide;
using storage::IntroductionState;
using storage::Side;

struct RoundLimits : testing::Test {
    support::House house;
    Tables tables{house.database};

    /// Without the command: nobody who waits is served by it.
    void put(std::string_view who, Side side, std::string_view skill) {
        tables.exchange.put(
            {.desk = house.desk().id,
             .person = house.person(who),
             .side = side,
             .skill = house.state.services.tables.interactions.skill_named(skill, skill),
             .level = {},
             .group = {},
             .since = house.now});
    }
    std::vector<Introduction> proposed() {
        std::vector<Introduction> found;
        for (std::int64_t i = 1;; ++i) {
            auto next = tables.introductions.find(storage::IntroductionId{i});
            if (!next) return found;
            if (next->state == IntroductionState::proposed) found.push_back(std::move(*next));
        }
    }
};

TEST_F(RoundLimits, who_waited_through_a_round_comes_before_those_who_join_now) {
    put("gil", Side::want, "photo upload");
    house.say("cora", "round open");
    house.say("gil", "join");
    house.say("cora", "round close");
    const auto request = tables.requests.waiting(house.desk().id, 1).at(0);
    EXPECT_EQ(tables.rounds.waited(request), 1);

    put("bea", Side::offer, "photo upload");
    tables.exchange.put_profile({.person = house.person("bea"), .capacity = 1});
    house.say("cora", "round open");
    for (const auto* who : {"ana", "dora", "eve", "fay", "hal"}) {
        put(who, Side::want, "photo upload");
        house.say(who, "join");
    }
    house.say("cora", "round close");
    const auto made = proposed();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].mentee, house.person("gil"));
    EXPECT_EQ(tables.rounds.waited(request), 1); // the second round found somebody
    EXPECT_EQ(tables.requests.waiting(house.desk().id, 10).size(), 5U);
}

TEST_F(RoundLimits, an_exchange_is_repaired_as_often_as_its_limit_says) {
    house.say("cora", "round open exchange");
    for (int i = 0; i < round_repairs_max + 4; ++i) {
        for (const auto& [name, offer, want] :
             {std::tuple{"left", "photo upload", "citing sources"},
              std::tuple{"right", "citing sources", "photo upload"}}) {
            const std::string who = name + std::to_string(i);
            put(who, Side::offer, offer);
            put(who, Side::want, want);
            house.say(who, "join");
        }
    }
    house.say("cora", "round close");
    const auto photo =
        house.state.services.tables.interactions.skill_named("photo upload", "photo upload");
    /// The one on this side of a lesson about photos says no.
    const auto decline = [&](IntroductionSide side) {
        for (const Introduction& each : proposed()) {
            if (each.skill != photo) continue;
            const auto person =
                house.state.services.tables.people.find(each.person_of(side)).value();
            house.say(person.name, "decline " + std::to_string(each.id.value));
            return;
        }
    };
    for (int i = 1; i < round_repairs_max; ++i)
        decline(IntroductionSide::mentor); // those who want photos are free now
    const auto before = proposed().size();
    decline(IntroductionSide::mentee); // now somebody who offers photos is free too
    EXPECT_EQ(proposed().size(), before);
    decline(IntroductionSide::mentee);
    EXPECT_EQ(proposed().size(), before - 2);
}

} // namespace
} // namespace peerdesk::mentoring
