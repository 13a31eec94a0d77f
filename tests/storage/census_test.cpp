// SPDX-License-Identifier: MIT
#include "storage/census.hpp"

#include "storage/weekly_posts.hpp"
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct CensusRows : Sample {
    Census census{database};
    Interactions interactions{database};

    SkillId skill(const std::string& name) { return interactions.skill_named(name, name); }
    void line(PersonId person, const char* side, const std::string& name) {
        database
            .prepare("INSERT INTO exchange_lines (desk_id, person_id, side, skill_id, since_ms)"
                     " VALUES (?, ?, ?, ?, 0)")
            .bind(desk)
            .bind(person)
            .bind(side)
            .bind(skill(name))
            .run();
    }
    void profile(PersonId person, const char* languages, const char* region) {
        database
            .prepare("INSERT INTO exchange_profiles (person_id, language_levels, region,"
                     " region_folded) VALUES (?1, ?2, ?3, lower(?3))")
            .bind(person)
            .bind(languages)
            .bind(region)
            .run();
    }
};

TEST_F(CensusRows, counts_people_by_skill_most_wanted_first) {
    line(bo, "offer", "tables");
    line(chi, "offer", "tables");
    line(ana, "want", "tables");
    line(ana, "want", "maps");
    line(chi, "want", "maps");
    const auto figures = census.take(desk);
    EXPECT_EQ(figures.people, (CensusCount{2, 2}));
    ASSERT_EQ(figures.skills.size(), 2U);
    EXPECT_EQ(figures.skills[0], (CensusSkill{skill("maps"), {0, 2}, {}}));
    EXPECT_EQ(figures.skills[1], (CensusSkill{skill("tables"), {2, 1}, {"bo", "chi"}}));
}

TEST_F(CensusRows, tells_for_each_language_and_region_what_nobody_there_offers) {
    line(bo, "offer", "tables");
    line(ana, "want", "tables");
    profile(bo, "es:5,pt:3", "Peru");
    profile(ana, "pt:5", "Chile");
    const auto figures = census.take(desk);
    ASSERT_EQ(figures.languages.size(), 2U);
    EXPECT_EQ(figures.languages[0], (CensusGroup{"es", {1, 0}, {}}));
    EXPECT_EQ(figures.languages[1], (CensusGroup{"pt", {1, 1}, {}}));
    ASSERT_EQ(figures.regions.size(), 2U);
    EXPECT_EQ(figures.regions[0], (CensusGroup{"Chile", {0, 1}, {skill("tables")}}));
    EXPECT_EQ(figures.regions[1], (CensusGroup{"Peru", {1, 0}, {}}));
    EXPECT_EQ(census.take(desk, {.language = "es"}).people, (CensusCount{1, 0}));
    EXPECT_EQ(census.take(desk, {.region_folded = "chile"}).people, (CensusCount{0, 1}));
    EXPECT_EQ(census.find_region("chile"), "Chile");
    EXPECT_EQ(census.find_region(""), std::nullopt);
}

TEST_F(CensusRows, takes_all_languages_that_were_told_and_the_guessed_one_only_without) {
    line(bo, "offer", "tables");
    database.prepare("INSERT INTO volunteers (person_id, languages) VALUES (?, 'fr,es')")
        .bind(bo)
        .run();
    database.execute("UPDATE persons SET guessed_language = 'hi'");
    EXPECT_EQ(census.lines(desk).front().languages, (std::vector<std::string>{"es", "fr"}));
    profile(bo, "pt:3", "");
    database.execute("UPDATE persons SET language = 'es'");
    EXPECT_EQ(census.lines(desk).front().languages, (std::vector<std::string>{"es", "fr", "pt"}));
    database.execute("UPDATE persons SET language = ''; DELETE FROM volunteers;"
                     "DELETE FROM exchange_profiles");
    EXPECT_EQ(census.lines(desk).front().languages, std::vector<std::string>{"hi"});
}

TEST_F(CensusRows, leaves_out_what_ended_and_who_was_forgotten) {
    line(bo, "offer", "tables");
    line(chi, "offer", "tables");
    database.execute("UPDATE exchange_lines SET ended_ms = 1 WHERE id = 1");
    tables.people.erase(chi, at(1));
    EXPECT_TRUE(census.lines(desk).empty());
}

TEST_F(CensusRows, joined_accounts_are_one_person_and_filed_words_one_skill) {
    line(bo, "offer", "tables");
    line(chi, "offer", "make tables");
    database.prepare("UPDATE skills SET filed_into = ? WHERE id = ?")
        .bind(skill("tables"))
        .bind(skill("make tables"))
        .run();
    EXPECT_EQ(census.take(desk).skills.front().people.offering, 2);
    EXPECT_TRUE(census.is_offered(desk, skill("make tables"), bo));
    tables.people.merge(chi, bo);
    EXPECT_EQ(census.take(desk).skills.front().people.offering, 1);
    EXPECT_FALSE(census.is_offered(desk, skill("maps"), ana));
    EXPECT_TRUE(census.is_offered(desk, skill("tables"), ana));
}

TEST_F(CensusRows, a_week_is_noted_once_for_each_desk) {
    WeeklyPosts posts(database);
    EXPECT_TRUE(posts.note(desk, "2026-W47", at(1)));
    EXPECT_FALSE(posts.note(desk, "2026-W47", at(2)));
    EXPECT_TRUE(posts.note(tables.roles.desk_named("garden"), "2026-W47", at(2)));
    EXPECT_FALSE(posts.planned(desk));
    tables.timers.add(
        {.due = at(9), .kind = WeeklyPosts::timer_kind, .desk = desk, .payload = "2026-W47"});
    EXPECT_EQ(posts.planned(desk)->due, at(9));
}

} // namespace
} // namespace peerdesk::storage
