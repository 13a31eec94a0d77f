// SPDX-License-Identifier: MIT
#include "bot/engagement/goal_command.hpp"

#include "storage/goals.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::engagement {
namespace {

using support::heard;
using support::House;
using support::to;
using support::words;

struct GoalCommand : testing::Test {
    House house;

    std::string answer_to(std::string_view text) {
        const auto said = to(house.say("cora", text), "cora");
        return said.empty() ? std::string{} : said.front();
    }
    std::vector<storage::Goal> goals() {
        return storage::Goals(house.database).of(house.desk().id);
    }
};

TEST_F(GoalCommand, sets_a_goal_and_says_what_counts) {
    const std::string said = answer_to("goal 10 people learn 1 skill by 2027-06-30");
    EXPECT_TRUE(said.starts_with(words("peerdesk-goal-set", {"1"}))) << said;
    EXPECT_TRUE(said.contains("Goal 1: 0 of 10 people learned 1 skill, by Wed, 30 Jun 2027."))
        << said;
    EXPECT_TRUE(said.contains(words("peerdesk-goal-counts"))) << said;
    EXPECT_TRUE(said.ends_with("\ngoal remove 1")) << said;
    ASSERT_EQ(goals().size(), 1U);
    EXPECT_EQ(goals().front().due_day, "2027-06-30");
    EXPECT_EQ(goals().front().due, std::chrono::sys_days{std::chrono::year{2027} / 7 / 1});
}

TEST_F(GoalCommand, the_last_day_ends_on_the_desks_own_clock) {
    auto settings = support::help_desk();
    settings.zone = "America/Lima";
    House lima(support::with_desk(settings));
    lima.say("cora", "goal 10 people learn 1 skill by 2027-06-30");
    EXPECT_EQ(storage::Goals(lima.database).of(lima.desk().id).front().due,
              std::chrono::sys_days{std::chrono::year{2027} / 7 / 1} + std::chrono::hours(5));
}

TEST_F(GoalCommand, names_its_limits_and_what_nobody_knows_yet) {
    const std::string said =
        answer_to("goal 3 people learn 1 skill photo upload in Spanish from Peru by 2027-06-30");
    for (const auto& line :
         {words("peerdesk-goal-skill", {"photo upload"}),
          words("peerdesk-goal-language", {"Spanish"}), words("peerdesk-goal-region", {"Peru"}),
          words("peerdesk-goal-skill-new", {"photo upload"}),
          words("peerdesk-goal-region-new", {"Peru"})})
        EXPECT_TRUE(said.contains(line)) << line << "\nin\n" << said;
}

TEST_F(GoalCommand, what_is_wrong_is_answered_with_what_to_type) {
    const std::string example = "\ngoal 10 people learn 1 skill by 2027-05-24";
    struct Case {
        const char* typed;
        std::string answer;
    };
    for (const auto& [typed, answer] :
         {Case{"goal 0 people learn 1 skill by 2027-06-30",
               words("peerdesk-goal-people-range", {1'000'000})},
          Case{"goal 5 people learn 99 skills by 2027-06-30",
               words("peerdesk-goal-skills-range", {50})},
          Case{"goal 5 people learn 1 skill", words("peerdesk-goal-no-date")},
          Case{"goal 5 people learn 1 skill by 2020-01-01",
               words("peerdesk-goal-date-past", {"2020-01-01"})},
          Case{"goal 5 people learn 1 skill by 2126-01-01",
               words("peerdesk-goal-date-far", {"2126-01-01"})},
          Case{"goal 5 people learn 1 skill by someday",
               words("peerdesk-date-unclear", {"someday"})},
          Case{"goal 5 people learn 1 skill in Klingon by 2027-06-30",
               words("peerdesk-goal-unknown-language", {"Klingon"})},
          Case{"goal 5 apples", words("peerdesk-goal-unclear")}}) {
        const std::string said = answer_to(typed);
        EXPECT_TRUE(said.starts_with(answer)) << typed << "\n" << said;
        EXPECT_TRUE(said.ends_with(example)) << typed << "\n" << said;
    }
    EXPECT_TRUE(goals().empty());
}

TEST_F(GoalCommand, a_sentence_about_goals_is_no_command) {
    EXPECT_FALSE(answer_to("goal setting is hard, how do I begin?")
                     .contains(words("peerdesk-goal-unclear")));
    EXPECT_TRUE(goals().empty());
}

TEST_F(GoalCommand, a_desk_has_at_most_ten_goals) {
    for (int i = 0; i < storage::Goals::goals_max; ++i)
        answer_to("goal 10 people learn 1 skill by 2027-06-30");
    EXPECT_TRUE(answer_to("goal 10 people learn 1 skill by 2027-06-30")
                    .starts_with(words("peerdesk-goal-many", {10})));
    EXPECT_EQ(goals().size(), 10U);
    answer_to("goal remove 4");
    EXPECT_TRUE(answer_to("goal 10 people learn 1 skill by 2027-06-30")
                    .starts_with(words("peerdesk-goal-set", {"11"})));
}

TEST_F(GoalCommand, the_configured_goal_stands_until_one_is_set) {
    EXPECT_TRUE(answer_to("goals").starts_with(words("peerdesk-goal", {0, 10, 1})));
    answer_to("goal 2 people learn 1 skill by 2027-06-30");
    EXPECT_TRUE(answer_to("goals").starts_with("Goal 1: 0 of 2 people"));
    EXPECT_EQ(answer_to("goal remove 1"), words("peerdesk-goal-removed", {"1"}));
    EXPECT_EQ(answer_to("goal remove 1"), words("peerdesk-goal-none", {"1"}) + "\ngoals");
    EXPECT_TRUE(answer_to("goals").starts_with(words("peerdesk-goal", {0, 10, 1})));
}

TEST_F(GoalCommand, what_is_learned_after_the_last_day_does_not_count) {
    house.say("ana", "How do I add a photo?");
    answer_to("goal 1 people learn 1 skill by tomorrow");
    house.now += std::chrono::days(3);
    house.say("ana", "learned photo upload");
    const std::string said = answer_to("goals");
    EXPECT_TRUE(said.starts_with("Goal 1: 0 of 1 person learned 1 skill")) << said;
    EXPECT_TRUE(said.contains(words("peerdesk-goal-over", {"1"}))) << said;
}

TEST_F(GoalCommand, each_desk_has_its_own_goals) {
    House two(support::two_desks());
    two.say("gwen", "goal 5 people learn 1 skill by 2027-06-30");
    EXPECT_TRUE(storage::Goals(two.database).of(two.desk("help").id).empty());
    EXPECT_EQ(storage::Goals(two.database).of(two.desk("garden").id).size(), 1U);
}

} // namespace
} // namespace peerdesk::engagement
