// SPDX-License-Identifier: MIT
// Connections, gaps and skills in a summary; small counts hidden in every format; wiki tables.
#include "bot/engagement/summary_report.hpp"

#include "bot/engagement/record.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace peerdesk::engagement {
namespace {

using namespace std::chrono_literals;
using support::heard;
using support::House;
using support::words;

WeekReport busy_week() {
    WeekReport report;
    report.desk = "help";
    report.week.label = "2026-W48";
    report.figures.introduced = 3;
    report.figures.met = 2;
    report.figures.self_served = 4;
    report.figures.learners_helping = 1;
    report.figures.offered = 9;
    report.figures.wanted = 8;
    report.figures.uncovered = 3;
    report.uncovered = {{support::monday() + 2h, 2}, {support::monday() + 24h, 1}};
    report.figures.unspoken = {{"es", 6}, {"fr", 2}};
    report.figures.by_language = {{"en", 6, 4, 5}, {"fr", 1, 1, 1}};
    report.skills = {{"tables", {storage::SkillId{1}, 2, 6, 7, 9, false}},
                     {"maps", {storage::SkillId{2}, 0, 2, 0, 2, true}},
                     {"photos", {storage::SkillId{3}, 3, 0, 0, 3, false}}};
    GoalProgress goal;
    goal.goal.people = 10;
    goal.goal.skills = 1;
    goal.reached = {3, {"photos"}};
    report.goals = {goal};
    return report;
}

std::string text_for(const WeekReport& report, Audience audience) {
    return as_text(report, *support::texts()->catalogue, "en", audience);
}

TEST(Connections, are_told_with_one_fact_a_line) {
    const std::string text = text_for(busy_week(), Audience::coordinators);
    for (const auto& line :
         {words("peerdesk-summary-introduced", {3, 2}), words("peerdesk-summary-self-served", {4}),
          words("peerdesk-summary-learners-helping", {1}),
          words("peerdesk-summary-exchange", {9, 8}),
          words("peerdesk-summary-skill", {"tables", 2, 6, 7}),
          words("peerdesk-summary-skill", {"maps", 0, 2, 0}),
          words("peerdesk-summary-uncovered", {3, "Mon, 23 Nov 12:00 and Tue, 24 Nov 10:00"}),
          words("peerdesk-summary-unspoken", {"Spanish and French"}),
          words("peerdesk-summary-unoffered", {"maps"})})
        EXPECT_TRUE(text.contains("\n" + line + "\n")) << line << "\nin\n" << text;
    EXPECT_FALSE(text.contains("Skill photos")) << "what was only learned stands in the goal";
}

TEST(Connections, take_no_line_where_there_are_none) {
    WeekReport report = busy_week();
    report.figures = {};
    report.skills.clear();
    report.uncovered.clear();
    EXPECT_EQ(std::ranges::count(text_for(report, Audience::coordinators), '\n'), 10);
}

TEST(SmallCounts, are_hidden_from_others_in_every_format_and_totals_never) {
    const WeekReport report = busy_week();
    const std::string text = text_for(report, Audience::others);
    EXPECT_TRUE(text.contains("Skill tables: learned by under 5, wanted by 6, offered by 7."))
        << text;
    EXPECT_TRUE(text.contains("Skill maps: learned by 0, wanted by under 5, offered by 0."))
        << text;
    EXPECT_TRUE(text.contains(words("peerdesk-summary-introduced", {3, 2})));
    const auto json = nlohmann::json::parse(as_json(report, Audience::others));
    EXPECT_TRUE(json["by_language"][1]["asked"].is_null());
    EXPECT_EQ(json["by_language"][0]["asked"], 6);
    EXPECT_TRUE(json["by_skill"][0]["learned"].is_null());
    EXPECT_EQ(json["by_skill"][0]["offered"], 7);
    EXPECT_TRUE(json["unspoken"][1]["asked"].is_null());
    EXPECT_EQ(json["introduced"], 3);
    EXPECT_EQ(json["goals"][0]["reached"], 3);
    const std::string csv = as_csv(report, Audience::others);
    EXPECT_TRUE(csv.contains("\nlanguage.fr.asked,<5\n")) << csv;
    EXPECT_TRUE(csv.contains("\nskill.tables.learned,<5\n")) << csv;
    EXPECT_TRUE(csv.contains("\nskill.tables.offered,7\n")) << csv;
    EXPECT_TRUE(csv.contains("\nmet,2\n")) << csv;
    const std::string wiki =
        as_wikitext(report, *support::texts()->catalogue, "en", Audience::others);
    EXPECT_FALSE(wiki.contains("wanted by 2")) << wiki;
    const std::string all = as_csv(report, Audience::coordinators);
    EXPECT_TRUE(all.contains("\nlanguage.fr.asked,1\n")) << all;
    EXPECT_TRUE(all.contains("\nskill.maps.wanted,2\n")) << all;
}

TEST(Hours, without_cover_are_on_the_desks_own_clock) {
    WeekReport report = busy_week();
    report.zone = text::Zone::find("America/Lima").value();
    const auto json = nlohmann::json::parse(as_json(report, Audience::coordinators));
    EXPECT_EQ(json["uncovered_hours"][0],
              nlohmann::json::parse(R"({"day": "2026-11-23", "hour": 7, "asked": 2})"));
    EXPECT_TRUE(text_for(report, Audience::coordinators).contains("Mon, 23 Nov 07:00"));
    EXPECT_TRUE(
        as_csv(report, Audience::others).contains("\nuncovered_hour.2026-11-23 7.asked,2\n"));
}

TEST(Wikitext, is_a_table_with_a_row_for_each_line) {
    const std::string table =
        as_wikitext(busy_week(), *support::texts()->catalogue, "en", Audience::coordinators);
    EXPECT_TRUE(table.starts_with("{| class=\"wikitable\"\n|+ Desk help, week 2026-W48.\n|-\n"))
        << table;
    EXPECT_TRUE(table.contains("|-\n! scope=\"row\" | Questions asked\n| 0\n")) << table;
    EXPECT_TRUE(table.contains("|-\n| colspan=\"2\" | 3 of 10 people learned 1 skill (photos).\n"))
        << table;
    EXPECT_TRUE(table.ends_with("\n|}\n"));
}

TEST(Wikitext, nothing_that_people_wrote_is_markup_there) {
    WeekReport report = busy_week();
    report.desk = "a|b}} {{delete}}";
    report.skills = {{"[[x]] <nowiki> '''y''' ~~~~", {storage::SkillId{1}, 0, 9, 0, 9, true}}};
    report.goals.front().reached.skills = {"|-\n| z"};
    const std::string table =
        as_wikitext(report, *support::texts()->catalogue, "en", Audience::coordinators);
    for (const char* markup : {"{{", "}}", "[[", "<now", "''", "~~", "\n| z"})
        EXPECT_FALSE(table.contains(markup)) << markup << "\nin\n" << table;
}

TEST(Lines, are_cut_at_their_first_colon_in_every_language) {
    EXPECT_EQ(split_line("Questions asked: 4.").label, "Questions asked");
    EXPECT_EQ(split_line("Questions asked: 4.").value, "4");
    EXPECT_EQ(split_line("पूछे गए प्रश्न: 4।").value, "4");
    EXPECT_EQ(split_line("Questions posées : 4.").label, "Questions posées");
    EXPECT_EQ(split_line("Questions posées\u00A0: 4.").label, "Questions posées");
    EXPECT_EQ(split_line("3 of 10 people.").value, "");
    const auto& catalogue = *support::texts()->catalogue;
    for (const std::string& locale : catalogue.codes()) {
        for (const char* key : {"peerdesk-summary-asked", "peerdesk-summary-helpers",
                                "peerdesk-summary-introduced", "peerdesk-summary-exchange"})
            EXPECT_FALSE(split_line(catalogue.render(locale, key, {1, 2})).value.empty())
                << locale << ' ' << key;
    }
}

struct Gaps : testing::Test {
    House house;
    storage::WeekFigures figures() {
        return gather(house.database, house.desk(), text::week_of(house.now, house.desk().zone),
                      house.now, "en")
            .figures;
    }
    storage::SkillId skill(const std::string& name) {
        return house.state.services.tables.interactions.skill_named(name, name);
    }
    void want(std::string_view who, const std::string& name, std::string_view kind = "wanted") {
        auto context = house.context();
        record(context, house.desk(),
               {.kind = kind, .actor = house.person(who), .skill = skill(name)});
    }
    void offer(std::string_view who, const std::string& name) {
        house.database
            .prepare("INSERT INTO exchange_lines (desk_id, person_id, side, skill_id, since_ms)"
                     " VALUES (?, ?, 'offer', ?, 0)")
            .bind(house.desk().id)
            .bind(house.person(who))
            .bind(skill(name))
            .run();
    }
};

TEST_F(Gaps, a_question_outside_everybodys_hours_is_one) {
    for (const char* who : {"bo", "chi", "dee"})
        house.set_hours(who, "mon 9-17 UTC");
    house.say("ana", "How do I add a photo?"); // Monday, 10:00
    EXPECT_EQ(figures().uncovered, 0);
    house.now += 8h;
    house.say("eve", "Where is the sandbox?");
    EXPECT_EQ(figures().uncovered, 1);
    EXPECT_EQ(figures().uncovered_at, std::vector<chat::Time>{house.now});
    // Who is there later changes nothing about the week.
    house.set_hours("bo", "always UTC");
    EXPECT_EQ(figures().uncovered, 1);
}

TEST_F(Gaps, who_never_said_when_can_be_asked_at_any_time) {
    house.set_hours("bo", "mon 9-17 UTC");
    house.now += 8h;
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(figures().uncovered, 0);
    house.say("chi", "pause");
    house.say("dee", "pause");
    house.say("eve", "Where is the sandbox?");
    EXPECT_EQ(figures().uncovered, 1);
}

TEST_F(Gaps, a_language_nobody_speaks_is_one) {
    house.say("ana", "language es");
    house.say("ana", "¿Cómo subo una foto?");
    EXPECT_EQ(figures().unspoken, (std::vector<storage::LanguageGap>{{"es", 1}}));
    house.say("bo", "languages es, en");
    house.say("ana", "ask ¿Y cómo la borro?");
    EXPECT_EQ(figures().unspoken, (std::vector<storage::LanguageGap>{{"es", 1}}));
}

TEST_F(Gaps, a_wanted_skill_is_one_while_nobody_else_offers_it) {
    offer("ana", "maps");
    offer("bo", "tables");
    want("ana", "maps");
    want("ana", "tables", "mentor_asked");
    want("eve", "photos");
    auto found = gather(house.database, house.desk(), text::week_of(house.now, house.desk().zone),
                        house.now, "en")
                     .skills;
    std::erase_if(found, [](const NamedSkill& each) { return !each.figures.is_unoffered; });
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].name, "maps");
    EXPECT_EQ(found[1].name, "photos");
    offer("chi", "photos");
    EXPECT_EQ(house.count("unoffered"), 2) << "as it was in the week";
}

TEST_F(Gaps, indicators_tell_them_too) {
    want("eve", "photos");
    const auto said = house.say("cora", "indicators");
    EXPECT_TRUE(heard(said, "cora", words("peerdesk-summary-unoffered", {"photos"})));
    EXPECT_TRUE(heard(said, "cora", words("peerdesk-summary-exchange", {0, 1})));
}

} // namespace
} // namespace peerdesk::engagement
