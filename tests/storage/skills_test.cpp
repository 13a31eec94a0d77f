// SPDX-License-Identifier: MIT
#include "storage/skills.hpp"

#include <gmock/gmock.h>

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TreeSkill skill(std::string code, std::string parent, std::string name) {
    TreeSkill made{.code = std::move(code), .parent = std::move(parent), .category = "technical"};
    made.name = name;
    made.names = {{{}, "en", name, name, false}};
    return made;
}

std::vector<std::string> codes(const std::vector<Skill>& skills) {
    std::vector<std::string> found;
    for (const Skill& each : skills)
        found.push_back(each.code);
    return found;
}

struct SkillTree : Sample {
    Skills skills{database};
    Interactions interactions{database};
};

TEST_F(SkillTree, is_read_back_with_parents_before_their_children) {
    skills.replace_tree(std::vector{skill("lua", "code", "lua"), skill("code", "", "code"),
                                    skill("art", "", "art"), skill("strings", "lua", "strings")});
    EXPECT_THAT(codes(skills.tree()), ElementsAre("art", "code", "lua", "strings"));
    EXPECT_THAT(codes(skills.below(skills.with_code("code"))), ElementsAre("lua"));
    EXPECT_EQ(skills.names().size(), 4U);
    EXPECT_EQ(skills.called("lua").front().skill, skills.with_code("lua"));
    EXPECT_THAT(skills.called("nothing"), IsEmpty());
}

TEST_F(SkillTree, keeps_the_rows_of_codes_and_retires_what_is_gone) {
    skills.replace_tree(std::vector{skill("lua", "", "lua"), skill("art", "", "art")});
    const SkillId lua = skills.with_code("lua");
    const SkillId art = skills.with_code("art");
    skills.replace_tree(std::vector{skill("lua", "", "lua modules")});
    EXPECT_EQ(skills.with_code("lua"), lua);
    EXPECT_EQ(skills.find(lua)->name, "lua modules");
    EXPECT_THAT(skills.called("lua"), IsEmpty());
    EXPECT_TRUE(skills.find(art)->is_retired);
    EXPECT_FALSE(skills.with_code("art"));
    EXPECT_THAT(skills.called("art"), IsEmpty());
    EXPECT_EQ(skills.names_of(art).size(), 1U) << "facts about it are still to be read";
    skills.replace_tree(std::vector{skill("art", "", "art")});
    EXPECT_EQ(skills.with_code("art"), art);
}

TEST_F(SkillTree, own_words_wait_until_they_are_filed) {
    skills.replace_tree(std::vector{skill("lua", "", "lua")});
    const SkillId own = interactions.skill_named("Moon scripts", "moon scripts");
    const SkillId rare = interactions.skill_named("Knitting", "knitting");
    interactions.add({.happened = at(1),
                      .recorded = at(1),
                      .week = "2026-W39",
                      .kind = "learned",
                      .actor = ana,
                      .skill = own,
                      .desk = desk});
    ASSERT_EQ(skills.unfiled(9).size(), 2U);
    EXPECT_EQ(skills.unfiled(9)[0].name, "Moon scripts");
    EXPECT_EQ(skills.unfiled(9)[0].used, 1);
    EXPECT_EQ(skills.unfiled(9)[1].id, rare);
    EXPECT_EQ(skills.unfiled(1).size(), 1U);
    skills.file(own, skills.with_code("lua"), bo, at(2));
    EXPECT_EQ(skills.unfiled_count(), 1);
    EXPECT_EQ(skills.own_words("moon scripts")->filed_into, skills.with_code("lua"));
    skills.file(skills.with_code("lua"), rare, bo, at(3));
    EXPECT_FALSE(skills.find(skills.with_code("lua"))->filed_into) << "the tree is filed nowhere";
}

TEST_F(SkillTree, words_that_look_like_a_code_become_it) {
    const SkillId own = interactions.skill_named("#lua", "#lua");
    skills.replace_tree(std::vector{skill("lua", "", "lua")});
    EXPECT_EQ(skills.with_code("lua"), own);
    EXPECT_FALSE(skills.own_words("#lua"));
}

} // namespace
} // namespace peerdesk::storage
