// SPDX-License-Identifier: MIT
#include "storage/goals.hpp"

#include "storage/export.hpp"
#include "storage/skill_label.hpp"
#include "tests/storage/sample.hpp"

#include <sstream>

namespace peerdesk::storage {
namespace {

struct GoalRows : Sample {
    Goals goals{database};
    Interactions interactions{database};

    SkillId skill(const std::string& name) { return interactions.skill_named(name, name); }
    void learned(PersonId person, const std::string& name, const std::string& week,
                 const std::string& language = "en", int minutes = 0) {
        interactions.add({.happened = at(minutes),
                          .recorded = at(minutes),
                          .week = week,
                          .kind = "learned",
                          .actor = person,
                          .skill = skill(name),
                          .desk = desk,
                          .language = language});
    }
    std::int64_t people(const GoalScope& scope, std::string_view week = "2026-W47") {
        return goals.progress(desk, scope, week, "en").people;
    }
    void from(PersonId person, const std::string& region) {
        database
            .prepare("INSERT INTO exchange_profiles (person_id, region, region_folded)"
                     " VALUES (?1, ?2, ?2)")
            .bind(person)
            .bind(region)
            .run();
    }
    Goal ten_people() {
        Goal goal{.desk = desk, .people = 10, .skills = 1, .due_day = "2027-06-30"};
        goal.due = at(100);
        goal.set_by = ana;
        goal.set = at(1);
        return goal;
    }
};

TEST_F(GoalRows, count_people_with_enough_different_skills_up_to_the_week) {
    learned(ana, "tables", "2026-W45");
    learned(ana, "tables", "2026-W46");
    learned(bo, "tables", "2026-W46");
    learned(bo, "photo upload", "2026-W47");
    learned(chi, "citations", "2026-W48");
    EXPECT_EQ(people({.skills = 1}), 2);
    EXPECT_EQ(people({.skills = 2}), 1);
    EXPECT_EQ(people({.skills = 2}, "2026-W46"), 0);
    EXPECT_EQ(people({.skills = 1}, "2026-W48"), 3);
    EXPECT_EQ(goals.progress(desk, {}, "2026-W48", "en").skills,
              (std::vector<std::string>{"tables", "citations", "photo upload"}));
}

TEST_F(GoalRows, name_at_most_five_skills) {
    for (const char* name : {"f", "e", "d", "c", "b", "a"})
        learned(ana, name, "2026-W47");
    EXPECT_EQ(people({.skills = 6}), 1);
    EXPECT_EQ(goals.progress(desk, {.skills = 6}, "2026-W47", "en").skills,
              (std::vector<std::string>{"a", "b", "c", "d", "e"}));
}

TEST_F(GoalRows, are_limited_by_language_region_and_end) {
    learned(ana, "tables", "2026-W47", "es", 10);
    learned(bo, "tables", "2026-W47", "en", 20);
    from(bo, "peru");
    EXPECT_EQ(people({.language = "es"}), 1);
    EXPECT_EQ(people({.language = "fr"}), 0);
    EXPECT_EQ(people({.region_folded = "peru"}), 1);
    EXPECT_EQ(people({.language = "es", .region_folded = "peru"}), 0);
    EXPECT_EQ(people({.due = at(20)}), 1) << "the end itself is outside";
    EXPECT_EQ(people({.due = at(21)}), 2);
}

TEST_F(GoalRows, of_a_skill_count_what_lies_below_it) {
    learned(ana, "crop", "2026-W47");
    learned(bo, "photos", "2026-W47");
    learned(chi, "maps", "2026-W47");
    database.prepare("UPDATE skills SET parent_id = ? WHERE id = ?")
        .bind(skill("photos"))
        .bind(skill("crop"))
        .run();
    EXPECT_EQ(people({.skill = skill("photos")}), 2);
    EXPECT_EQ(people({.skill = skill("crop")}), 1);
    // A circle in the tree ends.
    database.prepare("UPDATE skills SET parent_id = ? WHERE id = ?")
        .bind(skill("crop"))
        .bind(skill("photos"))
        .run();
    EXPECT_EQ(people({.skill = skill("crop")}), 2);
}

TEST_F(GoalRows, words_that_were_filed_into_a_skill_are_that_skill) {
    learned(ana, "picture upload", "2026-W47");
    learned(ana, "photo upload", "2026-W47");
    EXPECT_EQ(people({.skills = 2}), 1);
    database.prepare("UPDATE skills SET filed_into = ? WHERE id = ?")
        .bind(skill("photo upload"))
        .bind(skill("picture upload"))
        .run();
    EXPECT_EQ(people({.skills = 2}), 0);
    EXPECT_EQ(people({.skills = 1, .skill = skill("photo upload")}), 1);
    EXPECT_EQ(people({.skills = 1, .skill = skill("picture upload")}), 1);
    EXPECT_EQ(find_skill(database, "picture upload"), skill("photo upload"));
}

TEST_F(GoalRows, people_who_turn_out_to_be_one_count_once_and_the_forgotten_still_count) {
    learned(ana, "tables", "2026-W47");
    learned(bo, "maps", "2026-W47");
    EXPECT_EQ(people({}), 2);
    tables.people.merge(ana, bo);
    EXPECT_EQ(people({}), 1);
    EXPECT_EQ(people({.skills = 2}), 1);
    tables.people.erase(bo, at(50));
    EXPECT_EQ(people({.skills = 2}), 1);
}

TEST_F(GoalRows, skills_are_named_in_the_locale_else_in_english_else_as_written) {
    const SkillId tables_skill = skill("tables");
    EXPECT_EQ(skill_label(database, tables_skill, "es"), "tables");
    database
        .prepare("INSERT INTO skill_names (skill_id, locale, folded, name, is_alias) VALUES"
                 " (?1, 'en', 'make tables', 'make tables', 0), (?1, 'es', 'tablas', 'tablas', 0),"
                 " (?1, 'es', 'cuadros', 'cuadros', 1)")
        .bind(tables_skill)
        .run();
    EXPECT_EQ(skill_label(database, tables_skill, "es"), "tablas");
    EXPECT_EQ(skill_label(database, tables_skill, "fr"), "make tables");
    EXPECT_EQ(skill_label(database, SkillId{99}, "fr"), "");
    EXPECT_EQ(find_skill(database, "cuadros"), tables_skill);
    EXPECT_EQ(find_skill(database, "nothing"), std::nullopt);
}

TEST_F(GoalRows, are_numbered_by_desk_and_a_number_never_comes_back) {
    EXPECT_EQ(goals.add(ten_people()), 1);
    EXPECT_EQ(goals.add(ten_people()), 2);
    Goal other = ten_people();
    other.desk = tables.roles.desk_named("garden");
    EXPECT_EQ(goals.add(other), 1);
    EXPECT_TRUE(goals.remove(desk, 2, at(2)));
    EXPECT_FALSE(goals.remove(desk, 2, at(3)));
    EXPECT_FALSE(goals.remove(desk, 7, at(3)));
    EXPECT_EQ(goals.add(ten_people()), 3);
    const auto found = goals.of(desk);
    ASSERT_EQ(found.size(), 2U);
    Goal expected = ten_people();
    expected.number = 1;
    EXPECT_EQ(found[0], expected);
    EXPECT_EQ(found[1].number, 3);
}

TEST_F(GoalRows, are_exported_as_they_were_set) {
    goals.add(ten_people());
    std::ostringstream out;
    ASSERT_TRUE(export_table(database, "goals", ExportFormat::csv, out));
    EXPECT_EQ(out.str(), "desk_id,number,people,skills,skill_id,language,region,due_day,set_by,"
                         "set_ms,removed_ms\r\n1,1,10,1,,,,2027-06-30,1,1790000060000,\r\n");
}

TEST_F(GoalRows, follow_a_person_who_joins_accounts) {
    goals.add(ten_people());
    tables.people.merge(ana, bo);
    EXPECT_EQ(goals.of(desk).front().set_by, bo);
}

} // namespace
} // namespace peerdesk::storage
