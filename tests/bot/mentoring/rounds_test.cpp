// SPDX-License-Identifier: MIT
// What holds for rounds of any community, whatever people answer.
#include "bot/mentoring/rounds.hpp"

#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/members.hpp"
#include "tests/bot/mentoring/community.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace peerdesk::mentoring {
namespace {

using storage::Introduction;
using storage::IntroductionState;
using namespace std::chrono_literals;

constexpr std::uint64_t seeds = 60;

TEST(Rounds, an_exchange_keeps_every_gate_whatever_people_answer) {
    int agreed = 0;
    int ended = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        SCOPED_TRACE(seed);
        Community community(seed, {.people = 6 + static_cast<int>(seed % 7)});
        community.say("cora", "round open exchange");
        community.join_all();
        community.say("cora", "round close");
        for (int i = 0; i < 50 && !testing::Test::HasFailure(); ++i) {
            community.act();
            check_gates(community);
            check_circles(community);
        }
        for (const Introduction& each : community.all()) {
            agreed += each.agreed.has_value() ? 1 : 0;
            ended += each.is_open() ? 0 : 1;
        }
    }
    EXPECT_GT(agreed, 10);
    EXPECT_GT(ended, 10);
}

TEST(Rounds, a_round_for_mentors_keeps_every_gate_whatever_people_answer) {
    int made = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        SCOPED_TRACE(seed);
        Community community(seed + 100, {.people = 8, .offers_max = 1});
        for (int round = 0; round < 2; ++round) {
            community.say("cora", "round open");
            community.join_all();
            community.say("cora", "round close");
            for (int i = 0; i < 15; ++i)
                community.act();
        }
        std::map<std::pair<storage::PersonId, storage::RoundId>, int> of_mentee;
        for (const Introduction& each : community.all()) {
            made += each.round ? 1 : 0;
            if (each.round) ++of_mentee[{each.mentee, each.round}];
            EXPECT_FALSE(community.kept_out.contains(each.mentor)) << each.id.value;
        }
        for (const auto& [mentee, count] : of_mentee)
            EXPECT_EQ(count, 1);
        check_gates(community);
    }
    EXPECT_GT(made, 10);
}

TEST(Rounds, coffee_repeats_no_pair_before_it_must) {
    Community community(7, {.people = 6, .offers_max = 0, .wants_max = 0, .has_trouble = false});
    std::set<std::pair<storage::PersonId, storage::PersonId>> pairs;
    for (int round = 0; round < 5; ++round) {
        community.say("cora", "round open coffee");
        community.join_all();
        community.say("cora", "round close");
        community.check_names(community.house.pass(24h * 30));
    }
    for (const Introduction& each : community.all())
        EXPECT_TRUE(pairs.insert(std::minmax(each.mentor, each.mentee)).second);
    EXPECT_EQ(pairs.size(), 15U); // each has met each of the five others
}

TEST(Rounds, the_kept_seed_gives_the_same_round_again) {
    std::vector<std::pair<storage::PersonId, storage::PersonId>> first;
    for (int time = 0; time < 2; ++time) {
        Community community(3, {.people = 12, .has_trouble = false});
        community.say("cora", "round open exchange");
        community.join_all();
        community.say("cora", "round close");
        EXPECT_TRUE(community.rounds().find(storage::RoundId{1})->seed.has_value());
        std::vector<std::pair<storage::PersonId, storage::PersonId>> pairs;
        for (const Introduction& each : community.all())
            pairs.emplace_back(each.mentor, each.mentee);
        EXPECT_FALSE(pairs.empty());
        if (time == 0) first = pairs;
        EXPECT_EQ(pairs, first);
    }
}

struct TwoWho : testing::Test {
    support::House house;
    TwoWho() {
        for (const auto* line : {"offer photo upload", "want citing sources"})
            house.say("ana", line);
        for (const auto* line : {"offer citing sources", "want photo upload"})
            house.say("bea", line);
        house.say("cora", "round open exchange");
        house.say("ana", "join");
        house.say("bea", "join");
    }
    std::optional<Introduction> introduction(std::int64_t number) {
        return storage::Introductions(house.database).find(storage::IntroductionId{number});
    }
};

TEST_F(TwoWho, joined_and_were_blocked_are_not_brought_together) {
    house.say("cora", "block @bea");
    const auto said = house.say("cora", "round close");
    EXPECT_TRUE(heard(said, "ana", support::words("peerdesk-round-nobody")));
    EXPECT_TRUE(to(said, "bea").empty());
    EXPECT_FALSE(introduction(1).has_value());
}

TEST_F(TwoWho, said_yes_before_a_block_do_not_see_each_other) {
    house.say("cora", "round close");
    house.say("bea", "yes");
    house.say("cora", "block @bea");
    const auto said = house.say("ana", "yes");
    EXPECT_EQ(introduction(1)->state, IntroductionState::withdrawn);
    EXPECT_FALSE(heard(said, "ana", "bea"));
    EXPECT_TRUE(heard(said, "ana", support::words("peerdesk-circle-nothing", {"1"})));
}

TEST_F(TwoWho, turn_out_to_be_one_person_are_not_introduced) {
    house.say("cora", "round close");
    house.state.services.tables.people.merge(house.person("bea"), house.person("ana"));
    house.say("ana", "yes");
    EXPECT_EQ(introduction(1)->state, IntroductionState::withdrawn);
    EXPECT_EQ(house.count("introduced"), 0);
}

TEST_F(TwoWho, are_asked_in_their_own_hours_and_not_when_they_paused_since) {
    house.set_hours("bea", "daily 20-22");
    EXPECT_TRUE(to(house.say("cora", "round close"), "bea").empty());
    house.say("bea", "pause");
    const auto said = house.pass(12h);
    EXPECT_TRUE(to(said, "bea").empty());
    EXPECT_TRUE(heard(said, "ana", support::words("peerdesk-circle-nothing", {"1"})));
}

TEST_F(TwoWho, met_in_an_exchange_are_not_paired_by_the_next) {
    house.say("cora", "round close");
    house.say("ana", "yes");
    house.say("bea", "yes");
    house.say("ana", "goodbye 1");
    house.say("ana", "goodbye 2");
    house.pass(24h * 40);
    house.say("cora", "round open exchange");
    house.say("ana", "join");
    house.say("bea", "join");
    const auto said = house.say("cora", "round close");
    EXPECT_TRUE(heard(said, "ana", support::words("peerdesk-round-nobody")));
}

TEST(Rounds, a_round_that_is_full_takes_nobody_more) {
    support::House house;
    house.say("cora", "round open coffee");
    storage::Rounds rounds(house.database);
    for (int i = 0; i < round_members_max; ++i)
        rounds.join(storage::RoundId{1}, house.person("p" + std::to_string(i)), house.now);
    const auto said = house.say("ana", "join");
    EXPECT_TRUE(heard(said, "ana", support::words("peerdesk-round-full", {round_members_max})));
    EXPECT_EQ(rounds.count_members(storage::RoundId{1}), round_members_max);
    rounds.leave(storage::RoundId{1}, house.person("p0"));
    house.say("ana", "join");
    EXPECT_EQ(rounds.count_members(storage::RoundId{1}), round_members_max);
}

TEST(Rounds, guests_cannot_join_since_they_cannot_be_found_again) {
    support::House house;
    house.say("cora", "round open coffee");
    const auto said = house.say("~gil", "join");
    EXPECT_TRUE(heard(said, "gil", support::words("peerdesk-mentoring-guest")));
}

} // namespace
} // namespace peerdesk::mentoring
