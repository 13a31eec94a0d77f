// SPDX-License-Identifier: MIT
#include "bot/engagement/census_command.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::engagement {
namespace {

using support::heard;
using support::House;
using support::to;
using support::words;

struct CensusCommand : testing::Test {
    House house;

    void line(std::string_view who, const char* side, const std::string& skill) {
        house.database
            .prepare("INSERT INTO exchange_lines (desk_id, person_id, side, skill_id, since_ms)"
                     " VALUES (?, ?, ?, ?, 0)")
            .bind(house.desk().id)
            .bind(house.person(who))
            .bind(side)
            .bind(house.state.services.tables.interactions.skill_named(skill, skill))
            .run();
    }
    void profile(std::string_view who, const char* languages, const char* region) {
        house.database
            .prepare("INSERT INTO exchange_profiles (person_id, language_levels, region,"
                     " region_folded) VALUES (?1, ?2, ?3, lower(?3))")
            .bind(house.person(who))
            .bind(languages)
            .bind(region)
            .run();
    }
    void community() {
        for (const char* who : {"p1", "p2", "p3", "p4", "p5", "p6"}) {
            line(who, "want", "tables");
            profile(who, "es:5", "Peru");
        }
        line("bo", "offer", "tables");
        profile("bo", "en:5", "Chile");
        line("p1", "want", "maps");
    }
    std::string text(std::string_view where, std::string_view typed) {
        const auto said =
            where.empty() ? house.say("cora", typed) : house.say("cora", where, typed);
        const auto texts = to(said, where.empty() ? "cora" : where);
        return texts.empty() ? std::string{} : texts.front();
    }
};

TEST_F(CensusCommand, tells_who_can_and_wants_what_and_where_nobody_can) {
    community();
    const std::string said = text("#lead", "census");
    for (const auto& line :
         {words("peerdesk-census-title", {"help"}), words("peerdesk-census-people", {1, 6}),
          words("peerdesk-census-skill", {"tables", 1, 6}),
          words("peerdesk-census-skill", {"maps", 0, 1}),
          words("peerdesk-census-unoffered", {"maps"}),
          words("peerdesk-census-language", {"Spanish", 0, 6}),
          words("peerdesk-census-language-gap", {"Spanish", "tables and maps"}),
          words("peerdesk-census-region", {"Chile", 1, 0}),
          words("peerdesk-census-region-gap", {"Peru", "tables and maps"})})
        EXPECT_TRUE(said.contains(line)) << line << "\nin\n" << said;
}

TEST_F(CensusCommand, names_people_to_a_coordinator_alone_and_never_in_a_room) {
    community();
    const std::string line = words("peerdesk-census-offered-by", {"bo"});
    EXPECT_TRUE(text("", "census").contains(line));
    for (const char* room : {"#lead", "#staff"})
        EXPECT_FALSE(text(room, "census").contains(line)) << room;
}

TEST_F(CensusCommand, small_counts_are_for_coordinators_among_themselves) {
    community();
    const std::string said = text("#staff", "census");
    EXPECT_TRUE(said.contains("Skill tables: offered by under 5, wanted by 6.")) << said;
    EXPECT_TRUE(said.contains("Language English: under 5 offer, 0 want.")) << said;
    EXPECT_TRUE(said.contains(words("peerdesk-census-people", {1, 6}))) << "totals are shown";
}

TEST_F(CensusCommand, is_limited_to_a_language_or_region) {
    community();
    EXPECT_TRUE(text("", "census español")
                    .starts_with(words("peerdesk-census-title-language", {"help", "Spanish"})));
    const std::string chile = text("", "census CHILE");
    EXPECT_TRUE(chile.starts_with(words("peerdesk-census-title-region", {"help", "Chile"})));
    EXPECT_TRUE(chile.contains(words("peerdesk-census-people", {1, 0}))) << chile;
    EXPECT_EQ(text("", "census French"), words("peerdesk-census-empty-group", {"French"}));
    EXPECT_EQ(text("", "census Atlantis"), words("peerdesk-census-unknown", {"Atlantis"}));
}

TEST_F(CensusCommand, of_an_empty_exchange_says_so) {
    EXPECT_EQ(text("", "census"), words("peerdesk-census-empty"));
}

TEST_F(CensusCommand, shows_at_most_twenty_skills_and_says_how_many_more) {
    for (int i = 0; i < 25; ++i)
        line("bo", "offer", "skill " + std::to_string(i));
    const std::string said = text("#lead", "census");
    EXPECT_TRUE(said.contains(words("peerdesk-census-more", {5}))) << said;
    EXPECT_FALSE(said.contains("skill 24")) << said;
}

} // namespace
} // namespace peerdesk::engagement
