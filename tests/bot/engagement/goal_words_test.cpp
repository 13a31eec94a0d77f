// SPDX-License-Identifier: MIT
// How goals are typed, in every shipped language, and what is wrong with those that are not read.
#include "bot/engagement/goal_words.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::engagement {

std::ostream& operator<<(std::ostream& out, const GoalWish& wish) {
    return out << wish.people << " people, " << wish.skills << " skills, skill '" << wish.skill
               << "', language '" << wish.language << "', region '" << wish.region << "', date '"
               << wish.date << "'";
}

namespace {

using Kind = GoalProblem::Kind;

std::variant<GoalWish, GoalProblem> read(std::string_view text, const std::string& locale = "en") {
    const auto texts = support::texts();
    const GoalWords words(*texts->catalogue, {"en", locale});
    return read_goal(text, words,
                     [&](std::string_view typed) { return texts->languages.find(typed); });
}

GoalWish wish_of(std::string_view text, const std::string& locale = "en") {
    const auto found = read(text, locale);
    const auto* wish = std::get_if<GoalWish>(&found);
    EXPECT_NE(wish, nullptr) << text;
    return wish == nullptr ? GoalWish{} : *wish;
}

GoalProblem problem_of(std::string_view text) {
    const auto found = read(text);
    const auto* problem = std::get_if<GoalProblem>(&found);
    EXPECT_NE(problem, nullptr) << text;
    return problem == nullptr ? GoalProblem{} : *problem;
}

TEST(GoalWords, are_read_with_any_limits) {
    struct Case {
        const char* text;
        GoalWish wish;
    };
    for (const auto& [text, wish] :
         {Case{"10 people learn 1 skill by 2027-06-30", {10, 1, "", "", "", "2027-06-30"}},
          Case{"1 person learns 2 skills by friday", {1, 2, "", "", "", "friday"}},
          Case{"5 people learn 1 skill photo upload by 2027-06-30",
               {5, 1, "photo upload", "", "", "2027-06-30"}},
          Case{"5 People Learn 1 Skill in Spanish from South Africa by 1 june",
               {5, 1, "", "es", "South Africa", "1 june"}},
          Case{"5 people learn 1 skill from Peru in es until 2027-06-30",
               {5, 1, "", "es", "Peru", "2027-06-30"}},
          Case{"5 people learn 1 skill editing in the sandbox in French by 2027-06-30",
               {5, 1, "editing in the sandbox", "fr", "", "2027-06-30"}},
          Case{"5 people learn 1 skill learning by doing by 2027-06-30",
               {5, 1, "learning", "", "", "2027-06-30"}},
          Case{"5 people learn 1 by 2027-06-30", {5, 1, "", "", "", "2027-06-30"}},
          Case{"  5   people  learn 1 skill   by   2027-06-30 ",
               {5, 1, "", "", "", "2027-06-30"}}}) {
        EXPECT_EQ(wish_of(text), wish) << text;
    }
}

TEST(GoalWords, are_read_in_the_words_of_every_locale) {
    const auto texts = support::texts();
    for (const std::string& locale : texts->catalogue->codes()) {
        std::string example =
            texts->catalogue->render(locale, "peerdesk-goal-example", {"2027-06-30"});
        example.erase(0, example.find(' ')); // the command
        EXPECT_EQ(wish_of(example, locale), (GoalWish{10, 1, "", "", "", "2027-06-30"})) << locale;
    }
    EXPECT_EQ(
        wish_of("10 personas aprenden 1 habilidad mapas en español desde Perú hasta 1 june", "es"),
        (GoalWish{10, 1, "mapas", "es", "Perú", "1 june"}));
    EXPECT_EQ(wish_of("١٠ أشخاص يتعلمون ١ مهارة باللغة العربية قبل ٢٠٢٧-٠٦-٣٠", "ar"),
              (GoalWish{10, 1, "", "ar", "", "2027-06-30"}));
}

TEST(GoalWords, tell_what_is_wrong) {
    struct Case {
        const char* text;
        GoalProblem problem;
    };
    const std::string long_name(goal_words_max + 1, 'x');
    const std::string too_long = "5 people learn 1 skill " + long_name + " by 2027-06-30";
    for (const auto& [text, problem] : {
             Case{"", {Kind::unclear, ""}},
             Case{"ten people learn 1 skill by 2027-06-30", {Kind::unclear, ""}},
             Case{"10 people learn", {Kind::unclear, ""}},
             Case{"10 people learn skills by 2027-06-30", {Kind::unclear, ""}},
             Case{"10 1 by 2027-06-30", {Kind::unclear, ""}},
             Case{"10", {Kind::unclear, ""}},
             Case{"0 people learn 1 skill by 2027-06-30", {Kind::people_range, "0"}},
             Case{"-3 people learn 1 skill by 2027-06-30", {Kind::people_range, "-3"}},
             Case{"1000001 people learn 1 skill by 2027-06-30", {Kind::people_range, "1000001"}},
             Case{"10 people learn 0 skills by 2027-06-30", {Kind::skills_range, "0"}},
             Case{"10 people learn 51 skills by 2027-06-30", {Kind::skills_range, "51"}},
             Case{"10 people learn 1 skill in Klingon by 2027-06-30",
                  {Kind::unknown_language, "Klingon"}},
             Case{"10 people learn 1 skill", {Kind::no_date, ""}},
             Case{"10 people learn 1 skill by", {Kind::no_date, ""}},
             Case{too_long.c_str(), {Kind::too_long, ""}},
         }) {
        const GoalProblem found = problem_of(text);
        EXPECT_EQ(found.kind, problem.kind) << text;
        EXPECT_EQ(found.piece, problem.piece) << text;
    }
}

TEST(GoalWords, the_limits_themselves_are_within) {
    EXPECT_EQ(wish_of("1000000 people learn 50 skills by 2027-06-30").people, goal_people_max);
    EXPECT_EQ(wish_of("1 people learn 50 skills by 2027-06-30").skills, goal_skills_max);
}

} // namespace
} // namespace peerdesk::engagement
