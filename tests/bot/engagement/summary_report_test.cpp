// SPDX-License-Identifier: MIT
// A week in figures: as text, JSON and CSV.
#include "bot/engagement/summary_report.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peerdesk::engagement {
namespace {

using namespace std::chrono_literals;
using support::heard;
using support::House;
using support::words;

GoalProgress configured_goal(int people, int skills, storage::GoalFigures reached = {}) {
    GoalProgress progress;
    progress.goal.people = people;
    progress.goal.skills = skills;
    progress.reached = std::move(reached);
    return progress;
}

WeekReport sample() {
    WeekReport report;
    report.desk = "help";
    report.week.label = "2026-W48";
    report.figures.asked = 7;
    report.figures.answered = 5;
    report.figures.answered_24h = 4;
    report.figures.due_24h = 6;
    report.figures.median_first_answer_ms = 40 * 60 * 1000;
    report.figures.still_open = 2;
    report.figures.oldest_open_ticket = 12;
    report.figures.by_network = {{"irc", 7, 5, 6}};
    report.figures.by_language = {{"en", 6, 4, 5}, {"fr", 1, 1, 1}};
    report.goals = {configured_goal(10, 1, {3, {"photo upload"}})};
    return report;
}

std::string text_of(const WeekReport& report, Audience audience) {
    return as_text(report, *support::texts()->catalogue, "en", audience);
}

TEST(Summary, has_one_fact_a_line_and_the_goal_last) {
    const std::string text = text_of(sample(), Audience::coordinators);
    EXPECT_TRUE(text.starts_with(words("peerdesk-summary-title", {"help", "2026-W48"}) + "\n"));
    for (const auto& line :
         {words("peerdesk-summary-asked", {7}), words("peerdesk-summary-answered", {5}),
          words("peerdesk-summary-within-24h", {4, 6}), words("peerdesk-summary-oldest", {"12"}),
          words("peerdesk-summary-network", {"irc", 7, 5})}) {
        EXPECT_TRUE(text.contains("\n" + line + "\n")) << line << "\nin\n" << text;
    }
    EXPECT_TRUE(text.contains("40 minutes")) << text;
    EXPECT_TRUE(text.ends_with("3 of 10 people learned 1 skill (photo upload).")) << text;
}

TEST(Summary, leaves_out_what_there_is_not) {
    WeekReport empty;
    empty.goals = {configured_goal(10, 2)};
    const std::string text = text_of(empty, Audience::coordinators);
    EXPECT_FALSE(text.contains("oldest")) << text;
    EXPECT_TRUE(text.ends_with(words("peerdesk-goal", {0, 10, 2}))) << text;
}

TEST(Summary, hides_small_groups_from_others_but_never_totals) {
    const std::string others = text_of(sample(), Audience::others);
    EXPECT_TRUE(others.contains(words("peerdesk-summary-language", {"English", 6, 4})));
    EXPECT_FALSE(others.contains(words("peerdesk-summary-language", {"French", 1, 1})));
    EXPECT_TRUE(others.contains(words("peerdesk-summary-language-few", {"French", 5})));
    EXPECT_TRUE(others.contains(words("peerdesk-summary-asked", {7})));
    const std::string coordinators = text_of(sample(), Audience::coordinators);
    EXPECT_TRUE(coordinators.contains(words("peerdesk-summary-language", {"French", 1, 1})));
}

TEST(Summary, exactly_five_people_are_no_small_group) {
    WeekReport report = sample();
    report.figures.by_language = {{"en", 6, 4, 4}, {"fr", 9, 9, 5}};
    const std::string others = text_of(report, Audience::others);
    EXPECT_TRUE(others.contains(words("peerdesk-summary-language-few", {"English", 5})));
    EXPECT_TRUE(others.contains(words("peerdesk-summary-language", {"French", 9, 9})));
}

TEST(Summary, the_json_keys_are_stable) {
    const auto json = nlohmann::ordered_json::parse(as_json(sample(), Audience::coordinators));
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items())
        keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"desk",
                                              "week",
                                              "asked",
                                              "answered",
                                              "answered_within_24h",
                                              "due_within_24h",
                                              "answered_within_72h",
                                              "due_within_72h",
                                              "median_first_answer_ms",
                                              "still_open",
                                              "oldest_open_ticket",
                                              "closed",
                                              "first_time_askers",
                                              "helpers",
                                              "new_helpers",
                                              "learners",
                                              "learned_pairs",
                                              "thanked",
                                              "introduced",
                                              "met",
                                              "self_served",
                                              "learners_helping",
                                              "offered",
                                              "wanted",
                                              "uncovered",
                                              "goal_people",
                                              "goal_skills",
                                              "goal_reached",
                                              "by_network",
                                              "by_language",
                                              "by_skill",
                                              "unspoken",
                                              "uncovered_hours",
                                              "goals",
                                              "skills"}));
    EXPECT_EQ(json["asked"], 7);
    EXPECT_EQ(json["by_language"][1]["key"], "fr");
    EXPECT_EQ(json["by_language"][1]["people"], 1);
    EXPECT_EQ(json["skills"][0], "photo upload");
    EXPECT_TRUE(nlohmann::json::parse(
                    as_json(WeekReport{}, Audience::coordinators))["median_first_answer_ms"]
                    .is_null());
}

TEST(Summary, bytes_that_are_no_utf8_do_not_break_the_json) {
    WeekReport report = sample();
    report.desk = "help\xFF";
    report.goals.front().reached.skills = {"\xC3"};
    EXPECT_NO_THROW(
        static_cast<void>(nlohmann::json::parse(as_json(report, Audience::coordinators))));
}

std::string csv_value(const std::string& csv, const std::string& name) {
    const auto at = ("\n" + csv).find("\n" + name + ",");
    if (at == std::string::npos) return "(missing)";
    const auto begin = at + name.size() + 1;
    return csv.substr(begin, csv.find('\n', begin) - begin);
}

TEST(Summary, the_csv_has_the_names_of_the_json) {
    const std::string csv = as_csv(sample(), Audience::coordinators);
    EXPECT_TRUE(csv.starts_with("figure,value\ndesk,help\nweek,2026-W48\n"));
    const auto json = nlohmann::json::parse(as_json(sample(), Audience::coordinators));
    for (const auto& [key, value] : json.items()) {
        if (!value.is_number()) continue;
        EXPECT_EQ(csv_value(csv, key), value.dump()) << key;
    }
    EXPECT_EQ(csv_value(csv, "network.irc.asked"), "7");
    EXPECT_EQ(csv_value(csv, "language.fr.people"), "1");
    EXPECT_EQ(csv_value(as_csv(WeekReport{}, Audience::coordinators), "median_first_answer_ms"),
              "");
}

TEST(Summary, the_csv_quotes_what_must_be_and_is_never_a_formula) {
    struct Case {
        const char* desk;
        const char* field;
    };
    for (const auto& [desk, field] :
         {Case{"plain", "plain"}, Case{"a,b", "\"a,b\""}, Case{"say \"hi\"", "\"say \"\"hi\"\"\""},
          Case{"=1+1", "'=1+1"}, Case{"@sum", "'@sum"}, Case{"-2", "'-2"}, Case{"+2", "'+2"},
          Case{"=a,b", "\"'=a,b\""}, Case{"\t=1", "'\t=1"}, Case{"\r=1", "\"'\r=1\""},
          Case{"two\nlines", "\"two\nlines\""}}) {
        WeekReport report;
        report.desk = desk;
        EXPECT_TRUE(as_csv(report, Audience::coordinators)
                        .contains("\ndesk," + std::string(field) + "\nweek,"))
            << as_csv(report, Audience::coordinators).substr(0, 40);
    }
}

TEST(Summary, a_whole_week_is_counted_from_what_people_did) {
    House house;
    house.say("ana", "How do I add a photo?");
    house.say("bo", "claim 1");
    house.pass(40min);
    house.say("bo", "reply 1 Use the menu.");
    house.say("bo", "close 1 taught photo upload");
    house.say("ana", "yes");
    house.say("eve", "Where is the sandbox?");
    const auto week = text::week_of(house.now, house.desk().zone);
    const auto report = gather(house.database, house.desk(), week, house.now, "en");
    EXPECT_EQ(report.figures.asked, 2);
    EXPECT_EQ(report.figures.answered, 1);
    EXPECT_EQ(report.figures.learned_pairs, 1);
    EXPECT_EQ(report.figures.median_first_answer_ms, 40 * 60 * 1000);
    ASSERT_EQ(report.goals.size(), 1U);
    EXPECT_EQ(report.goals.front().reached,
              (storage::GoalFigures{1, std::vector<std::string>{"photo upload"}}));
}

TEST(SummaryCommand, small_groups_are_for_coordinators_among_themselves) {
    House house;
    house.say("ana", "How do I add a photo?");
    const auto full = words("peerdesk-summary-language", {"English", 1, 0});
    EXPECT_TRUE(heard(house.say("cora", "summary"), "cora", full));
    EXPECT_TRUE(heard(house.say("cora", "#lead", "summary"), "#lead", full));
    const auto staff = house.say("cora", "#staff", "summary");
    EXPECT_FALSE(heard(staff, "#staff", full));
    EXPECT_TRUE(heard(staff, "#staff", words("peerdesk-summary-language-few", {"English", 5})));
}

TEST(SummaryCommand, a_week_to_come_has_no_figures_and_a_running_one_says_so) {
    House house;
    EXPECT_TRUE(heard(house.say("cora", "summary 2026-W49"), "cora",
                      words("peerdesk-summary-future", {"2026-W49"})));
    EXPECT_TRUE(heard(house.say("cora", "summary"), "cora", words("peerdesk-summary-running")));
    const auto last = house.say("cora", "summary last");
    EXPECT_TRUE(heard(last, "cora", "2026-W47"));
    EXPECT_FALSE(heard(last, "cora", words("peerdesk-summary-running")));
}

} // namespace
} // namespace peerdesk::engagement
